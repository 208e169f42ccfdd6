/// How the pages of a path go wrong.
struct PageOddity: Sendable {
    /// What the next pages claim.
    var totals: [Int] = []
    var repeatsFirstPage = false
    var repeatsLastRow = false
    /// What is done after each of the next pages.
    var afterPages: [[Change]] = []
}

import FoundationEssentials
import Output
import Settings
import System
import Wording

extension Installation {
    /// Where the unit is to be.
    public enum Service: Sendable {
        /// Where systemd looks by itself.
        case usual
        /// Below the prefix.
        case below
    }

    /// The unit as it was written: what has another text by now was changed, and what has none was never ours.
    static let unitCopy = "share/eztop/eztop.service"
    private static let largestUnit = 1 << 20

    /// What is to be written where.
    struct UnitPlan: Sendable {
        /// nil where there is no unit and none is to be.
        var text: String?
        /// The one that was asked for comes first.
        var written: [UnitPlace] = []
        var kept: [UnitPlace] = []
        /// An older one stood where one is asked for.
        var wasThere = false
    }

    /// Where a unit of this installation may lie.
    private var places: [UnitPlace] {
        let isUsual = prefix == Self.usualPrefix(environment)
        return [UnitPlace(below: prefix, manager)]
            + (isUsual ? [UnitPlace(usualOf: manager, home: environment[.home])].compactMap(\.self) : [])
    }

    /// The units that are as they were written, and those that were changed since.
    func standing(beside folder: borrowing Folder) -> (own: [UnitPlace], changed: [UnitPlace]) {
        guard let copy = folder.read(Self.unitCopy, limit: Self.largestUnit) else { return ([], []) }
        let there = places.filter(isThere)
        return (there.filter { bytes(at: $0) == copy }, there.filter { bytes(at: $0) != copy })
    }

    func plan(_ service: Service?, beside folder: borrowing Folder) throws(Failure) -> UnitPlan {
        let standing = standing(beside: folder)
        var plan = UnitPlan(written: standing.own, kept: standing.changed)
        let wanted = service.flatMap { service in
            switch service {
            case .usual: UnitPlace(usualOf: manager, home: environment[.home])
            case .below: UnitPlace(below: prefix, manager)
            }
        }
        guard wanted != nil || !(plan.written + plan.kept).isEmpty else { return plan }
        guard let unit = ServiceUnit(manager, program: program, environment, texts.unit) else {
            throw Failure(.refused, texts.unit.unspeakable(Printable.text(program)))
        }
        plan.text = unit.text
        guard let wanted else { return plan }
        plan.wasThere = isThere(wanted)
        if plan.wasThere, !plan.written.contains(wanted), bytes(at: wanted) != Array(unit.text.utf8) {
            throw Failure(.refused, texts.unit.changed(Printable.text(wanted.whole), manager.edit))
        }
        plan.written = [wanted] + plan.written.filter { $0 != wanted }
        plan.kept.removeAll { $0 == wanted }
        return plan
    }

    func write(_ plan: UnitPlan) throws(Failure) {
        guard let text = plan.text else { return }
        for place in plan.written {
            // ~/.config is its user's alone where it is made.
            let folder = try open(place.base, makes: 0o700)
            do throws(SystemFault) {
                try folder.write(Array(text.utf8), to: place.path, mode: 0o644, makes: 0o755)
            } catch {
                throw failure(error, below: place.base)
            }
        }
    }

    /// - Returns: false where it has gone already.
    func remove(_ place: UnitPlace) throws(Failure) -> Bool {
        let folder = try open(place.base, makes: nil)
        do throws(SystemFault) { return try folder.remove(place.path) } catch { throw failure(error, below: place.base) }
    }

    func commands(of plan: UnitPlan) -> [String] {
        plan.written.first.map { manager.commands(of: program, at: $0, wasThere: plan.wasThere) } ?? []
    }

    /// Whatever it is: a link, too, as that of a masked unit.
    private func isThere(_ place: UnitPlace) -> Bool { FileStatus(of: place.whole, follows: false) != nil }

    /// nil where it is no plain file, or behind a link.
    private func bytes(at place: UnitPlace) -> [UInt8]? {
        guard let folder = try? Folder(place.base) else { return nil }
        return folder.read(place.path, limit: Self.largestUnit)
    }
}

import Dashboard
import DeviceService
import Fleet

extension CheckOutcome {
    /// What a check found, as the dashboard says it.
    init(_ result: Result<CheckReport, ServiceError>) {
        switch result {
        case .success(let report):
            guard let fault = report.answer.fault else {
                self = .plays
                return
            }
            self =
                report.isOfStreams
                ? .noStream(code: fault.code, message: fault.message, ours: report.mayHoldStreams)
                : .fails(code: fault.code, message: fault.message)
        case .failure(let trouble): self = .trouble(trouble)
        }
    }
}

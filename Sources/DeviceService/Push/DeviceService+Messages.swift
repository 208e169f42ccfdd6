import Fleet
import FoundationEssentials
import OpenPlatform
import Vocabulary

/// Messages that wait at the platform, in a queue of each account (`push.pull`), instead of being pushed to an address.
extension DeviceService {
    /// Reads the accounts' queues from now on, where messages are this service's to take.
    func readQueues() {
        guard settings.pollsForAll, seen == nil, case .pull(let group)? = settings.push else { return }
        seen = SeenMessages(folder: settings.stateFile?.folder, at: clock.now)
        for name in order { accounts[name]?.plan.queue = MessageQueue(group) }
    }

    /// Makes the next call at an account's queue.
    func readQueue(of name: AccountName) async -> ServiceError? {
        guard let account = accounts[name], let queue = account.plan.queue else { return nil }
        let session = account.session
        do throws(ServiceError) {
            switch queue.step {
            case .join: came(.joined(consumer: try await session.send(.consumer(of: queue.group), as: .own)), name)
            case .take(let consumer):
                let messages = try await session.send(.messages(for: consumer), as: .own)
                // Nobody would be told of them any more: the next one is.
                guard isStarted else { return nil }
                came(.messages(take(messages, of: name)), name)
            case .commit(let consumer):
                try await session.send(.offsets(of: consumer), as: .own)
                came(.committed, name)
            }
            return nil
        } catch {
            let isFinal = error.code.map(PlatformCode.isRefusal) ?? false
            came(isFinal ? .refused : .failed, name, error)
            return error
        }
    }

    /// The plan goes on from what a call brought; why nothing comes, and that it comes again, is said once.
    private func came(_ answer: MessageQueue.Answer, _ name: AccountName, _ trouble: ServiceError? = nil) {
        guard var account = accounts[name] else { return }
        account.plan.came(answer, at: clock.now)
        let before = account.queueTrouble, isInTrouble = account.plan.queue?.isInTrouble ?? false
        switch answer {
        case .joined: break
        case .refused, .failed:
            // Where the account does not answer either, that is said already.
            if isInTrouble, account.trouble == nil || trouble?.code != nil { account.queueTrouble = trouble }
        case .committed where isInTrouble:
            account.queueTrouble = .malformed(reason: ServiceError.sameMessages, call: .messages, host: account.host)
        case .messages, .committed:
            guard !isInTrouble else { break }
            account.queueTrouble = nil
            if before != nil || !account.isQueueRead, let group = account.plan.queue?.group {
                note(.push(.pulling(group)), of: name)
            }
            account.isQueueRead = true
        }
        if case .messages(let names) = answer, names.isEmpty, account.passedOver > 0 {
            note(.push(.passedOver(account.passedOver)), of: name)
            account.passedOver = 0
        }
        if let trouble = account.queueTrouble, before?.isSameKind(as: trouble) != true {
            note(.push(.refused(trouble)), of: name)
        }
        accounts[name] = account
    }

    /// Tells what is new of it.
    ///
    /// - Returns: the names by which the messages are known.
    private func take(_ messages: [PushedMessage], of name: AccountName) -> Set<String> {
        guard let account = accounts[name], let queue = account.plan.queue, let seen else { return [] }
        let now = clock.now, ahead = account.log.serverClockError ?? 0
        let signature = PushSignature(secret: account.settings.appSecret)
        var names: Set<String> = []
        for message in messages {
            let known = signature.name(ofID: message.id ?? message.words)
            names.insert(known)
            let sent = message.sent?.addingTimeInterval(ahead)
            if !queue.isNews(sent, at: now) {
                accounts[name]?.passedOver += 1
            } else if seen.isNew([known], at: now) {
                take(message, sent: sent, from: [name])
            }
        }
        return names
    }
}

extension PushedMessage {
    /// What one without a name is known by.
    fileprivate var words: String {
        "\(serial ?? "") \(channel ?? -1) \(sent?.timeIntervalSince1970 ?? 0) \(content)"
    }
}

import Cells
import Fleet
import FoundationEssentials
import Settings
import Vocabulary
import Wording

extension Column {
    /// All columns, in their usual order on the screen.
    static let all: [Column] = [name, serial, channel, model, status, encryption, live, history, age, uptime, source]

    /// The columns that were chosen, in that order.
    static func chosen(_ ids: [ColumnID]) -> [Column] {
        ids.compactMap { id in all.first { $0.id == id } }
    }

    static let name = Column(
        id: .name, title: { $0.columns.name }, shortTitle: { $0.columns.name },
        width: { content, _, _ in (min(12, max(4, content.name)), min(32, max(8, content.name))) }, priority: 0,
        cell: { camera, context in
            Content(text: Glyphs.cut(camera.name, to: context.width, ellipsis: context.symbols.ellipsis), style: .plain)
        },
        order: { a, b, _ in
            a.name == b.name ? .orderedSame : NaturalOrder.isBefore(a.name, b.name) ? .orderedAscending : .orderedDescending
        })

    static let serial = Column(
        id: .serial, title: { $0.columns.serial }, shortTitle: { $0.columns.serial },
        width: { content, _, _ in (min(9, max(6, content.serial)), min(20, max(9, content.serial))) }, priority: 5,
        cell: { camera, context in
            Content(text: Glyphs.cut(camera.id.serial, to: context.width, ellipsis: context.symbols.ellipsis), style: .plain)
        },
        order: { a, b, _ in Order(a.id, b.id) })

    static let channel = Column(
        id: .channel, title: { $0.columns.channel }, shortTitle: { $0.columns.channel },
        width: { content, _, _ in (max(2, content.channel), max(2, content.channel)) }, alignment: .right, priority: 6,
        cell: { camera, _ in Content(text: camera.id.channel.map(String.init) ?? "", style: .plain) },
        order: { a, b, _ in Order(a.id.channel ?? 0, b.id.channel ?? 0) })

    static let model = Column(
        id: .model, title: { $0.columns.model }, shortTitle: { $0.columns.model },
        width: { content, _, _ in (min(8, max(5, content.model)), min(18, max(5, content.model))) }, priority: 9,
        cell: { camera, context in
            Content(text: Glyphs.cut(camera.model, to: context.width, ellipsis: context.symbols.ellipsis), style: .plain)
        },
        order: { a, b, _ in Order(a.model, b.model) })

    static let status = Column(
        id: .status, title: { $0.columns.status }, shortTitle: { $0.columns.status },
        // From 120 columns on `offline >23h` is whole.
        width: { _, _, terminal in terminal < 100 ? (7, 9) : (terminal < 120 ? 9 : 12, 12) }, priority: 1,
        cell: { camera, context in
            let style = Self.style(of: camera.status?.value)
            var text = context.texts.word(for: camera.status?.value)
            if camera.status?.value == .offline, let since = camera.history.offlineSince {
                let age = context.now.timeIntervalSince(since)
                // It may have been gone for long before anybody looked.
                let mark = camera.history.sawItGo ? "" : ">"
                let long = "\(text) \(mark)\(Durations.age(age))"
                if age >= 60 || camera.history.sawItGo, Glyphs.width(of: long) <= context.width { text = long }
            }
            return Content(
                text: text,
                style: Self.aged(style, camera.status, stale: camera.staleness(in: context).status, context))
        },
        order: { a, b, _ in Order(Self.rank(a.status?.value), Self.rank(b.status?.value)) })

    static let encryption = Column(
        id: .encryption, title: { $0.columns.encryption }, shortTitle: { $0.columns.encryptionShort },
        width: { _, texts, terminal in
            let word = max(Glyphs.width(of: texts.states.on), Glyphs.width(of: texts.states.off))
            return terminal < 100 ? (word, max(word, 7)) : (11, max(11, word + 1 + Glyphs.width(of: texts.states.pending)))
        }, priority: 2,
        cell: { camera, context in
            if let pending = camera.pendingEncryption {
                let word = context.texts.word(for: pending.expected)
                let long = "\(word) \(context.texts.states.pending)"
                return Content(
                    text: Glyphs.width(of: long) <= context.width ? long : word + context.symbols.ellipsis,
                    style: Style(.pending, .bold))
            }
            let value = camera.encryption?.value
            let word = context.texts.word(for: value)
            return Content(
                text: Glyphs.width(of: word) <= context.width ? word : "?",
                style: Self.aged(
                    Self.style(of: value), camera.encryption, stale: camera.staleness(in: context).encryption, context))
        },
        order: { a, b, _ in Order(Self.rank(a.encryption?.value), Self.rank(b.encryption?.value)) })

    static let live = Column(
        id: .live, title: { $0.columns.live }, shortTitle: { $0.columns.live },
        width: { _, texts, terminal in
            // A code has six digits at the most.
            let coded = [texts.states.refused, texts.states.limited, texts.states.broken].map { Glyphs.width(of: $0) + 7 }
            let whole = ([texts.states.notGranted, texts.states.encrypted].map { Glyphs.width(of: $0) } + coded).max() ?? 0
            return terminal < 100 ? (11, 13) : (whole, whole)
        }, priority: 3,
        cell: { camera, context in
            let state = camera.liveState(at: context.now)
            var style = Self.style(of: state)
            if camera.staleness(in: context).live { style = Style(.dim) }
            return Content(text: context.texts.phrase(for: state, at: context.now), style: style)
        },
        order: { a, b, context in Order(Self.rank(a.liveState(at: context.now)), Self.rank(b.liveState(at: context.now))) })

    static let history = Column(
        id: .history, title: { $0.columns.history }, shortTitle: { $0.columns.history },
        width: { _, _, _ in (12, 12) }, priority: 7,
        cell: { camera, context in
            let status = context.past.status(of: camera, over: context.past.shown)
            return Content(status.strip(buckets: context.width, in: context.span), context.symbols)
        },
        order: { a, b, context in Order(context.uptime(of: b).offline, context.uptime(of: a).offline) })

    static let age = Column(
        id: .age, title: { $0.columns.age }, shortTitle: { $0.columns.age },
        width: { _, _, _ in (4, 5) }, alignment: .right, priority: 4,
        cell: { camera, context in
            guard let age = camera.staleAge(in: context) else { return Content(text: "", style: .plain) }
            return Content(text: Durations.age(age) + "!", style: Style(.warning))
        },
        order: { a, b, _ in Order(a.checked ?? .distantPast, b.checked ?? .distantPast) })

    static let uptime = Column(
        id: .uptime, title: { $0.columns.uptime }, shortTitle: { $0.columns.uptime },
        width: { _, _, _ in (6, 7) }, alignment: .right, priority: 8,
        cell: { camera, context in
            let uptime = context.past.status(of: camera, over: context.past.shown).uptime(in: context.span)
            let text = Percentage.text(uptime.share, outages: uptime.outages, none: context.symbols.dash)
            return Content(text: text, style: uptime.share == nil ? Style(.dim) : .plain)
        },
        // Of those that nobody looked at nothing is known: they come last.
        order: { a, b, context in Order(context.uptime(of: a).share ?? 2, context.uptime(of: b).share ?? 2) }, from: 120)

    static let source = Column(
        id: .source, title: { $0.columns.source }, shortTitle: { $0.columns.source },
        width: { content, _, _ in (min(11, max(6, content.source)), min(20, max(6, content.source))) }, priority: 10,
        cell: { camera, context in
            Content(
                text: Glyphs.cut(context.texts.source(of: camera), to: context.width, ellipsis: context.symbols.ellipsis),
                style: Style(.dim))
        },
        order: { a, b, _ in
            a.id.account == b.id.account
                ? Order(a.source.rawValue, b.source.rawValue) : Order(a.id.account, b.id.account)
        })

    /// Dim where the fact is stale, bold where it has just changed.
    private static func aged<Value>(_ style: Style, _ fact: Fact<Value>?, stale: Bool, _ context: CellContext) -> Style {
        if stale { return Style(.dim) }
        var style = style
        if let changed = fact?.changed, context.now.timeIntervalSince(changed) < context.poll.interval {
            style.attributes.insert(.bold)
        }
        return style
    }
}

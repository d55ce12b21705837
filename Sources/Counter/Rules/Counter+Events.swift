import Domain

extension Counter {
    func stream(_ stream: EventStream) -> StreamState { streams[stream.index] }

    /// Appends an event to the decision and advances the stream's head.
    @discardableResult
    mutating func append(
        _ type: String,
        stream: EventStream,
        lane: LaneName?,
        device: DeviceID? = nil,
        id: EntityID? = nil,
        data: JSONValue,
        _ work: inout Work
    ) -> CounterEvent {
        streams[stream.index].head += 1
        let event = CounterEvent(
            id: id ?? newID(work),
            type: type,
            stream: stream,
            epoch: epoch,
            sequence: streams[stream.index].head,
            station: settings.station,
            lane: lane,
            device: device,
            time: work.moment.wall,
            recordedTime: work.moment.wall,
            data: data
        )
        newestTime = max(newestTime, work.moment.wall)
        work.commit(.event(event))
        return event
    }

    mutating func newID(_ work: Work) -> EntityID {
        ids.next(time: work.moment.wall, random: work.moment.random())
    }

    func laneIndex(_ name: LaneName) -> Int? {
        lanes.firstIndex { $0.name == name }
    }
}

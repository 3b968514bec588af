import { createRequire } from 'node:module';

/*
 * Histories in the JSON of Temporal's own tools (`temporal workflow show --output json`). The SDK's functions for it need its
 * packages to share one copy of protobufjs, which npm does not promise where another dependency holds an older one: so take
 * the copy that the message types themselves were made with.
 */
interface ProtoJson {
  toJson(type: unknown, message: unknown): unknown;
  fromJson(type: unknown, json: unknown, options: { ignoreUnknownFields: boolean }): unknown;
}
interface ProtoRoot {
  lookupType(name: string): { fromObject(message: unknown): unknown };
}

const protoPackage = createRequire(createRequire(import.meta.url).resolve('@temporalio/proto'));
const protoJson = protoPackage('protobufjs/ext/protojson') as ProtoJson;
const { patchProtobufRoot } = protoPackage('@temporalio/proto/lib/patch-protobuf-root') as {
  patchProtobufRoot: (this: void, root: unknown) => ProtoRoot;
};
const historyType = patchProtobufRoot(protoPackage('@temporalio/proto')).lookupType('temporal.api.history.v1.History');

export function toHistoryJson(history: object): unknown {
  return protoJson.toJson(historyType, historyType.fromObject(history));
}

/** As `Worker.runReplayHistory` takes it. */
export function fromHistoryJson(json: unknown): unknown {
  return protoJson.fromJson(historyType, json, { ignoreUnknownFields: true });
}

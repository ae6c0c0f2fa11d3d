import { ROLES } from "./roster";

/** What is measured, in this order. */
export const CASES = ["first-deployment", "no-op", "swap-role", "one-person", "delete"] as const;
export type Case = (typeof CASES)[number];

/** Requests side by side: what Dataverse recommends here (`x-ms-dop-hint`), and taken for the other services too. */
const PARALLEL = 8;
/** Sizes of batches: Graph "JSON batching"; Dataverse Web API "Execute batch operations". */
const GRAPH_BATCH = 20;
const DATAVERSE_BATCH = 1_000;
/** Values in one `in (…)` of Graph, rows in one page of Dataverse. */
const NAMES_PER_FILTER = 15;
const ROWS_PER_PAGE = 5_000;

/** Microsoft Graph, identity and access: writes of one application, 3 000 in 150 s. */
const GRAPH_WRITES = 3_000;
const GRAPH_WRITES_PER_SECOND = 20;
/** Dataverse, service protection: 1 200 s of execution in 300 s; reckoned with 100 ms an operation, as the sandbox does. */
const DATAVERSE_EXECUTION = 1_200;
const DATAVERSE_WINDOW = 300;
const SECONDS_PER_OPERATION = 0.1;

/** What has to be done for a case, however it is done. */
interface Work {
  readonly graphWrites: number;
  readonly added: number;
  readonly dataverseWrites: number;
  /** Steps of Graph writes, one after the other: accounts, then licences. */
  readonly graphSteps: number;
}

const WORK: Readonly<Record<Case, (people: number) => Work>> = {
  "first-deployment": (people) => ({
    graphWrites: 2 * people,
    graphSteps: 2,
    added: people,
    dataverseWrites: ROLES.length * people,
  }),
  "no-op": () => NOTHING,
  "swap-role": (people) => ({ ...NOTHING, dataverseWrites: 2 * people }),
  "one-person": () => ({ ...NOTHING, graphWrites: 1, graphSteps: 1 }),
  // An account's licences go with it.
  delete: (people) => ({
    graphWrites: people,
    graphSteps: 1,
    added: 0,
    dataverseWrites: ROLES.length * people,
  }),
};

const NOTHING: Work = { graphWrites: 0, graphSteps: 0, added: 0, dataverseWrites: 0 };

/**
 * Seconds that latency and limits leave at least, whoever asks: a token, the reads, then each step in waves of eight
 * requests, each wave one latency long; and the longest wait that a limit demands besides. The engine, programs and
 * the services' own work take no time in it.
 */
export function floorSeconds(what: Case, people: number, latency: number): number {
  const { graphWrites, graphSteps, added, dataverseWrites } = WORK[what](people);
  const waves =
    1 +
    wavesOf(Math.ceil(people / NAMES_PER_FILTER / GRAPH_BATCH)) +
    Math.ceil(people / ROWS_PER_PAGE) +
    (graphSteps === 0 ? 0 : graphSteps * wavesOf(Math.ceil(graphWrites / graphSteps / GRAPH_BATCH))) +
    wavesOf(added) +
    wavesOf(Math.ceil(dataverseWrites / DATAVERSE_BATCH));
  return (waves * latency) / 1_000 + Math.max(graphWait(graphWrites), dataverseWait(dataverseWrites));
}

function wavesOf(requests: number): number {
  return Math.ceil(requests / PARALLEL);
}

/** What exceeds the burst flows in evenly. */
function graphWait(writes: number): number {
  return Math.max(0, writes - GRAPH_WRITES) / GRAPH_WRITES_PER_SECOND;
}

/** Each whole allowance that is used up costs a window. */
function dataverseWait(operations: number): number {
  const windows = Math.ceil((operations * SECONDS_PER_OPERATION) / DATAVERSE_EXECUTION) - 1;
  return Math.max(0, windows) * DATAVERSE_WINDOW;
}

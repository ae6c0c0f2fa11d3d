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
  /** Steps of Graph writes of one person, one after the other: account, then licence. Each is one write. */
  readonly graphSteps: number;
  /** Whether everybody is added to the environment. */
  readonly added: boolean;
  /** Operations of Dataverse for one person, which go together. */
  readonly dataverseWrites: number;
  /** How many people it concerns. Default: all. */
  readonly concerned?: number;
}

const WORK: Readonly<Record<Case, Work>> = {
  "first-deployment": { graphSteps: 2, added: true, dataverseWrites: ROLES.length },
  "no-op": { graphSteps: 0, added: false, dataverseWrites: 0 },
  "swap-role": { graphSteps: 0, added: false, dataverseWrites: 2 },
  "one-person": { graphSteps: 1, added: false, dataverseWrites: 0, concerned: 1 },
  // An account's licences go with it.
  delete: { graphSteps: 1, added: false, dataverseWrites: ROLES.length },
};

/**
 * Seconds that latency and limits leave at least, whoever asks: a token, the reads, then the writes of the service that
 * takes longest, in waves of eight requests, each wave one latency long, with the longest wait that its limit demands.
 * The other services are written to meanwhile, but for the steps of the first and the last person, which come before and
 * after. The engine, programs and the services' own work take no time in it.
 */
export function floorSeconds(what: Case, people: number, latency: number): number {
  const { graphSteps, added, dataverseWrites, concerned = people } = WORK[what];
  const reads =
    1 + wavesOf(Math.ceil(people / NAMES_PER_FILTER / GRAPH_BATCH)) + Math.ceil(people / ROWS_PER_PAGE);
  const services = [
    {
      steps: graphSteps,
      waves: graphSteps * wavesOf(Math.ceil(concerned / GRAPH_BATCH)),
      wait: graphWait(graphSteps * concerned),
    },
    { steps: Number(added), waves: added ? wavesOf(concerned) : 0, wait: 0 },
    {
      steps: Math.min(1, dataverseWrites),
      waves: wavesOf(Math.ceil((dataverseWrites * concerned) / DATAVERSE_BATCH)),
      wait: dataverseWait(dataverseWrites * concerned),
    },
  ];
  const all = services.reduce((sum, { steps }) => sum + steps, 0);
  const longest = services.map(
    ({ steps, waves, wait }) => ((reads + waves + (all - steps)) * latency) / 1_000 + wait,
  );
  return Math.max(...longest);
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

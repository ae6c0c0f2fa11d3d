import type { Benchmark, Options, Report, Row } from "../benchmark";
import { type Line, plot } from "../report/plot";
import { boundsOf } from "./bounds";
import type { Deployed } from "./deployed";
import { CASES } from "./floor";
import { measureDeployments } from "./measure";
import type { Program } from "./project";
import { LATENCY_MS, OTHERS } from "./tenant";

const PEOPLE = [10, 100, 1_000];
const REPEAT = 3;
/** From so many people on, each case is run once. */
const MANY = 5_000;

/** What salespeople cost, without any other account. */
export const deployments = benchmarkOf(
  "deployments",
  "salespeople by themselves: requests, seconds, state and memory of whole `pulumi` commands",
  "salespeople",
  PEOPLE,
);

/** What the account set of the setup article costs, as this repository's own program declares it. */
export const accountSet = benchmarkOf(
  "account-set",
  "the same for the project's own program: administrator, integration user and salespeople",
  "project",
  [10, 1_000],
);

function benchmarkOf(name: string, about: string, program: Program, people: readonly number[]): Benchmark {
  return {
    name,
    about,
    async run(options) {
      const counts = options.people.length > 0 ? options.people : options.tiny ? [2] : people;
      const found: Deployed[] = [];
      for (const count of counts) found.push(...(await measured(program, count, options)));
      return report(found, program);
    },
  };
}

function measured(program: Program, people: number, { tiny = false, say }: Options): Promise<Deployed[]> {
  return measureDeployments({
    program,
    people,
    others: tiny ? 20 : OTHERS,
    latency: tiny ? 0 : LATENCY_MS,
    repeat: tiny || people >= MANY ? 1 : REPEAT,
    say,
  });
}

function report(found: readonly Deployed[], program: Program): Report {
  return {
    tables: [
      { heading: "What deployments take", rows: found.map((one) => rowOf(one, program)) },
      {
        heading: "Requests by what they ask, for the highest number of people",
        rows: kindsOf(found.slice(-CASES_SHOWN)),
      },
    ],
    json: found,
    pictures: picture(found, program),
    notes: [
      "`seconds` and `cpu s` are of the whole command, `http s` is from its first request to its last, `floor s` is what latency and limits alone would take, and `state B/person` the whole stack's state divided by the people.",
    ],
  };
}

/** Cases that are measured for each number of people. */
const CASES_SHOWN = 5;

function rowOf(one: Deployed, program: Program): Row {
  const bounds = program === "salespeople" ? boundsOf(one) : [];
  return {
    case: one.case,
    people: one.people,
    requests: one.requests,
    "of them tokens": one.tokens,
    parts: one.parts,
    writes: one.writes,
    throttled: one.throttled,
    seconds: one.seconds,
    "http s": one.httpSeconds,
    "floor s": one.floorSeconds,
    "cpu s": one.cpuSeconds,
    "state B/person": one.stateBytesPerPerson,
    "peak MiB": one.peakMemoryMiB,
    bounds: bounds.map(({ rule, holds }) => `${holds ? "met" : "MISSED"}: ${rule}`).join("; "),
  };
}

/** One row a kind of request, one column a case. */
function kindsOf(found: readonly Deployed[]): Row[] {
  const kinds = [...new Set(found.flatMap(({ byKind }) => Object.keys(byKind)))].sort();
  return kinds.map((kind) => ({
    request: kind.replace("providers/Microsoft.BusinessAppPlatform/scopes/admin", "…"),
    ...Object.fromEntries(found.map((one) => [one.case, one.byKind[kind] ?? 0])),
  }));
}

/** Requests and seconds over people, where several numbers of people were measured. */
function picture(found: readonly Deployed[], program: Program): NonNullable<Report["pictures"]> {
  if (new Set(found.map(({ people }) => people)).size < 2) return [];
  const lines = (figure: (one: Deployed) => number): Line[] =>
    CASES.map((what) => ({
      name: what,
      points: found.filter((one) => one.case === what).map((one) => [one.people, figure(one)] as const),
    }));
  const panels = [
    { title: "HTTP requests", lines: lines(({ requests }) => requests) },
    { title: "Seconds of the whole command", lines: lines(({ seconds }) => seconds) },
  ];
  const alt = "Requests and seconds of each case over the number of salespeople, both axes logarithmic";
  return [{ name: `${program}.svg`, alt, svg: plot(panels, "salespeople") }];
}

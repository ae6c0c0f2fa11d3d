import { type RunningSandbox, startSandbox } from "@bc-sales/sandbox";
import type { Clock } from "../../../dynamic-providers/dist/clients/tenant";
import { systemClock } from "../../../dynamic-providers/dist/clients/clock";
import { httpTransport, type Transport } from "../../../dynamic-providers/dist/clients/http/http";
import { Service } from "../../../dynamic-providers/dist/clients/http/service";
import { Tokens } from "../../../dynamic-providers/dist/clients/sign-in/tokens";
import type { Benchmark, Row } from "../benchmark";
import { authorityOf, Client, type Probe, tokenFor } from "../sandbox/probes";

/** Requests that wait when the service begins to refuse. */
const QUEUED = 500;
/** Of the network, so that the requests of an instant are in flight together. */
const LATENCY_MS = 10;

/** Requests of one caller in 300 s (Dataverse: Service protection API limits). */
const LIMIT = 6_000;
/** Seconds of the short window, for which a rule of the sandbox refuses everything. */
const SHORT = 5;

interface Trial {
  readonly window: string;
  readonly queued: number;
  /** Of the 300 seconds; its wait takes no time. Else the short window in real time. */
  readonly limit?: number;
}

/** How the clients come back when Dataverse lets them in again. */
export const throttleRecovery: Benchmark = {
  name: "throttle-recovery",
  about: "what becomes of hundreds of queued requests when Dataverse refuses all until its window is over",
  async run({ tiny = false, say }) {
    const trials: Trial[] = tiny
      ? [{ window: "300 s, stepped clock", queued: 20, limit: 30 }]
      : [
          { window: "300 s, stepped clock", queued: QUEUED, limit: LIMIT },
          { window: `${String(SHORT)} s, real time`, queued: QUEUED },
        ];
    const rows: Row[] = [];
    for (const trial of trials) {
      rows.push(await recovery(trial));
      say(`recovery from ${trial.window}: measured`);
    }
    return {
      tables: [{ heading: "Recovery from throttling", rows }],
      json: rows,
      notes: [
        "The limit is used up before; then all requests are asked for at once. `after it s` is the real time from the end " +
          "of the wait that Dataverse asked for until the last request is answered.",
      ],
    };
  },
};

async function recovery({ window, queued, limit }: Trial): Promise<Row> {
  const sandbox = await startSandbox({
    settings: { latency: LATENCY_MS, ...(limit === undefined ? {} : { dataverseRequests: limit }) },
  });
  const ca = authorityOf(sandbox.status);
  const others = new Client(ca, OTHERS_PARALLEL);
  try {
    const { dataverse } = sandbox.status;
    const token = await tokenFor(others, sandbox.status, dataverse);
    const clock = limit === undefined ? systemClock : steppedBy(sandbox.clock);
    if (limit === undefined) refuseFor(SHORT, sandbox);
    else await useUp(limit, others, dataverse, token);
    const watch = new Watch(clock);
    const service = serviceOn(dataverse, token, clock, watch.around(httpTransport({ ca })));
    const begun = clock.now();
    const answers = await Promise.all(Array.from({ length: queued }, () => service.send(WHO_AM_I)));
    return {
      window,
      queued,
      answered: answers.length,
      "429 caused": watch.refused,
      "asked to wait s": watch.asked,
      "most in flight after it": watch.highest,
      "after it s": watch.secondsSinceEnd(),
      "waited s": Math.round((clock.now() - begun) / 1_000),
    };
  } finally {
    others.close();
    await sandbox.close();
  }
}

const OTHERS_PARALLEL = 40;
const WHO_AM_I = { kind: "read", method: "GET", path: "/api/data/v9.2/WhoAmI", label: "ask" } as const;

/** Refuses everything for so many seconds of real time. */
function refuseFor(seconds: number, { faults }: RunningSandbox): void {
  faults.add({ service: "dataverse", effect: { kind: "throttle", retryAfter: seconds } });
  setTimeout(() => {
    faults.clear();
  }, seconds * 1_000);
}

/** Sends as many requests as are allowed. */
async function useUp(limit: number, client: Client, dataverse: string, token: string): Promise<void> {
  const probe: Probe = {
    name: "used up",
    method: "GET",
    url: dataverse + WHO_AM_I.path,
    headers: { authorization: `Bearer ${token}` },
  };
  let left = limit;
  await Promise.all(
    Array.from({ length: OTHERS_PARALLEL }, async () => {
      while (left > 0) {
        left -= 1;
        await client.send(probe);
      }
    }),
  );
}

/** Watches what the clients send: before the window is over, and after. */
class Watch {
  refused = 0;
  /** Seconds, of the first refusal. */
  asked = 0;
  /** Most requests in flight at a time since the end of the wait. */
  highest = 0;
  #endsAt = Infinity;
  #ended: number | undefined;
  #inFlight = 0;

  constructor(private readonly clock: Clock) {}

  around(transport: Transport): Transport {
    return async (request) => {
      this.#inFlight += 1;
      if (this.clock.now() >= this.#endsAt) {
        this.#ended ??=
          performance.now() - (this.clock === systemClock ? this.clock.now() - this.#endsAt : 0);
        this.highest = Math.max(this.highest, this.#inFlight);
      }
      try {
        const answer = await transport(request);
        if (answer.status === 429) this.#refused(Number(answer.headers["retry-after"]));
        return answer;
      } finally {
        this.#inFlight -= 1;
      }
    };
  }

  secondsSinceEnd(): number {
    return (performance.now() - (this.#ended ?? NaN)) / 1_000;
  }

  #refused(seconds: number): void {
    this.refused += 1;
    if (this.#endsAt < Infinity) return;
    this.asked = seconds;
    this.#endsAt = this.clock.now() + seconds * 1_000;
  }
}

function serviceOn(dataverse: string, token: string, clock: Clock, transport: Transport): Service {
  const credential = {
    getToken: () => Promise.resolve({ token, expiresOnTimestamp: clock.now() + 3_600_000 }),
  };
  return new Service({
    name: "Dataverse",
    endpoint: { url: dataverse, scope: `${dataverse}/.default` },
    headers: {},
    transport,
    tokens: new Tokens(
      () => Promise.resolve(credential),
      clock,
      (error) => Promise.resolve(error instanceof Error ? error : new Error(String(error))),
    ),
    clock,
  });
}

/** Waiting moves the sandbox's clock on, and takes no time. */
function steppedBy(clock: RunningSandbox["clock"]): Clock {
  return {
    now: () => clock.now(),
    sleep: (milliseconds) => {
      clock.advance(milliseconds);
      return Promise.resolve();
    },
  };
}

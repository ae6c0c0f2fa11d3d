// A sandbox in a process of its own: it must not share the event loop, and so the processor, of whoever measures.
import { defaultSeed, overrideRows, startSandbox } from "@bc-sales/sandbox";
import type { HostOptions, Told } from "./protocol";
import { TrafficCount } from "./traffic";

async function main(options: HostOptions): Promise<void> {
  const { people, seats, settings } = options;
  const seed = defaultSeed();
  const sandbox = await startSandbox({
    people,
    settings,
    seed: overrideRows(seed, {
      skus: seed.skus.map((sku) => ({ ...sku, enabled: sku.enabled + seats })),
    }),
  });
  let count = new TrafficCount();
  sandbox.requests.onAdd((entry) => {
    count.add(entry, performance.now());
  });
  const tell = (told: Told): void => {
    process.send?.(told);
  };
  // There is one thing to ask.
  process.on("message", () => {
    const { traffic } = count;
    count = new TrafficCount();
    tell({ traffic });
  });
  // Whoever measures has gone.
  process.once("disconnect", () => {
    void sandbox.close();
  });
  tell({ status: sandbox.status });
}

void main(JSON.parse(process.argv[2] ?? "{}") as HostOptions);

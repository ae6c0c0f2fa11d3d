import type { Transport } from "../../../dynamic-providers/dist/clients/http/http";

/** The wire of a provider process that is killed when it has sent so many requests: the last of them is carried out. */
export class MortalWire {
  readonly killed: Promise<never>;
  #kill: () => void = () => undefined;
  #sent = 0;
  readonly #underWay = new Set<Promise<unknown>>();

  /** @param killAfter never killed when undefined */
  constructor(private readonly killAfter: number | undefined) {
    this.killed = new Promise<never>((_resolve, reject) => {
      this.#kill = () => {
        reject(new Error("killed"));
      };
    });
    this.killed.catch(() => undefined);
  }

  readonly around =
    (wire: Transport): Transport =>
    async (request) => {
      if (this.killAfter === undefined) return wire(request);
      this.#sent += 1;
      const place = this.#sent;
      if (place > this.killAfter) return unending();
      const exchange = wire(request);
      this.#underWay.add(exchange);
      const answer = await exchange.finally(() => this.#underWay.delete(exchange));
      if (place < this.killAfter) return answer;
      this.#kill();
      return unending();
    };

  /** When what was sent before the end has been carried out. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }
}

function unending(): Promise<never> {
  return new Promise(() => undefined);
}

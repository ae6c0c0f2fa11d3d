import { expect } from "chai";
import { standInFor } from "./stand-in";

describe("the stand-in for a module", () => {
  const standIn = <T extends object>(module: T) => standInFor(() => module) as T;

  it("loads it when somebody looks into it, and not for what a compiled import asks", () => {
    let loads = 0;
    const module = standInFor(() => {
      loads += 1;
      return { answer: 42 };
    }) as { __esModule: boolean; answer: number };
    expect(module.__esModule).to.equal(true);
    expect(loads).to.equal(0);
    expect(module.answer).to.equal(42);
    expect(loads).to.equal(1);
  });

  it("has the properties of the module, and gives what is set to it", () => {
    const module: Record<string, number> = { one: 1, two: 2 };
    const other = standIn(module);
    expect({ ...other }).to.deep.equal({ one: 1, two: 2 });
    expect("one" in other).to.equal(true);
    expect("three" in other).to.equal(false);
    other.three = 3;
    expect(module.three).to.equal(3);
  });

  it("is called and constructed like a module that is a function or a class", () => {
    const half = Object.assign((value: number) => value / 2, { of: "two" });
    expect(standIn(half)(42)).to.equal(21);
    class Point {
      constructor(readonly x: number) {}
    }
    const Other = standIn(Point);
    expect(new Other(3)).to.be.instanceOf(Point).and.to.include({ x: 3 });
    expect(new Other(3)).to.be.instanceOf(Other);
    expect(Reflect.ownKeys(standIn(half))).to.include("of");
    class Further extends Other {}
    expect(new Further(4)).to.be.instanceOf(Further).and.to.include({ x: 4 });
  });

  it("is its own default where the module has none", () => {
    const half = (value: number) => value / 2;
    expect((standIn(half) as unknown as { default: typeof half }).default(8)).to.equal(4);
    expect(standIn({ default: "other" }).default).to.equal("other");
  });
});

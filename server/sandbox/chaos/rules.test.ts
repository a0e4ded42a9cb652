import { expect, test } from "vitest";
import { CALL_FAULTS, MISBEHAVIOURS } from "../rules";
import { callFaultOf, misbehaviourOf } from "./rules";

const day = (seed: number, percent: number) =>
  Array.from({ length: 2_000 }, (_, serial) => ({ seed, percent, serial }));

test("a seed gives the same bad day again, another seed another, and none without a share", () => {
  const faults = (seed: number) => day(seed, 30).map(callFaultOf).join();
  expect(faults(7)).toBe(faults(7));
  expect(faults(7)).not.toBe(faults(8));
  expect(new Set(day(7, 0).map(callFaultOf))).toEqual(new Set([null]));
  expect(new Set(day(7, 0).map(misbehaviourOf))).toEqual(new Set(["none"]));
});

test("every way of misbehaving comes up, about as often as was asked for", () => {
  expect(new Set(day(3, 100).map(misbehaviourOf))).toEqual(
    new Set(MISBEHAVIOURS.filter((one) => one !== "none")),
  );
  expect(new Set(day(3, 100).map(callFaultOf))).toEqual(new Set(CALL_FAULTS));
  const share = day(3, 30).filter((chaos) => callFaultOf(chaos) !== null).length / 2_000;
  expect(Math.abs(share - 0.3)).toBeLessThan(0.05);
});

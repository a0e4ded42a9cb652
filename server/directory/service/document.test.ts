import { expect, test } from "vitest";
import { prometheusText } from "./document";

test("metrics are written as Prometheus reads them, with labels that cannot break the line", () => {
  const text = prometheusText([
    { name: "noren_up", help: "Whether it works.", kind: "gauge", values: [{ labels: {}, value: 1 }] },
    {
      name: "noren_pool",
      help: "Connections.",
      kind: "gauge",
      values: [{ labels: { role: 'a"b\\c\nd' }, value: 0.5 }],
    },
  ]);
  expect(text).toBe(
    '# HELP noren_up Whether it works.\n# TYPE noren_up gauge\nnoren_up 1\n# HELP noren_pool Connections.\n# TYPE noren_pool gauge\nnoren_pool{role="a\\"b\\\\c\\nd"} 0.5\n',
  );
});

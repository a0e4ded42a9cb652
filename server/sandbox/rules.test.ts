import { describe, expect, it } from "vitest";
import { codeInMail } from "./mailbox/rules";
import { chooseLocale, contentText, newNetworkId } from "./rules";

describe("sandbox", () => {
  it("the order of fields does not make another content, the order of a list does", () => {
    expect(contentText({ b: [1, 2], a: { d: "1", c: "2" } })).toBe(
      contentText({ a: { c: "2", d: "1" }, b: [1, 2] }),
    );
    expect(contentText({ b: [1, 2] })).not.toBe(contentText({ b: [2, 1] }));
  });

  it("fields that are ignored make no difference, at any depth", () => {
    const ask = (ip: string, yen: string) => contentText({ order: { env: { ip }, yen } }, ["env"]);
    expect(ask("192.0.2.1", "1280")).toBe(ask("192.0.2.2", "1280"));
    expect(ask("192.0.2.1", "1280")).not.toBe(ask("192.0.2.1", "1281"));
  });

  it("an id begins with the network's own time and has 26 digits", () => {
    const id = newNetworkId(Date.parse("2026-11-22T15:00:00+08:00"), (size) => new Uint8Array(size).fill(17));
    expect(id).toBe("20261122150000777777777777");
  });

  it("pages speak Japanese unless another language is chosen or preferred", () => {
    expect(chooseLocale(undefined, undefined)).toBe("ja");
    expect(chooseLocale(undefined, "zh-CN,zh;q=0.9,en;q=0.8")).toBe("zh");
    expect(chooseLocale("ko", "zh-CN")).toBe("ko");
    expect(chooseLocale(undefined, "fr, en;q=0.9")).toBe("en");
    expect(chooseLocale("ja", "en")).toBe("ja");
  });

  it("the code of a mail is its run of exactly six digits", () => {
    expect(codeInMail("2026年 ご利用のコード: 482 193 / 482193。有効10分")).toBe("482193");
    expect(codeInMail("12345 1234567")).toBeNull();
  });
});

import { create } from "qrcode";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OK, payAs, registerShop, startTestBed, type TestBed } from "../test-bed";

let bed: TestBed;
let publicUrl: string;
beforeAll(async () => {
  bed = await startTestBed();
  publicUrl = bed.deps.settings.publicUrl;
  await registerShop(bed);
});
afterAll(() => bed.stop());

/** A poster's symbol as a picture: six pixels a module, quiet zone of four, on a larger grey page. */
async function picture(text: string, format: "png" | "jpeg"): Promise<Blob> {
  const { modules } = create([{ data: Buffer.from(text), mode: "byte" }], { errorCorrectionLevel: "Q" });
  const side = modules.size + 8;
  const pixels = Buffer.alloc(side * side, 255);
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x)) pixels[(y + 4) * side + x + 4] = 0;
    }
  }
  const symbol = await sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .resize(side * 6, side * 6, { kernel: "nearest" })
    .png()
    .toBuffer();
  const page = sharp({ create: { width: 1200, height: 1700, channels: 3, background: "#d8d8d0" } });
  const bytes = await page
    .composite([{ input: symbol, left: 310, top: 500 }])
    .toFormat(format)
    .toBuffer();
  return new Blob([new Uint8Array(bytes)], { type: `image/${format}` });
}

function scan(
  fields: Record<string, string | Blob>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return fetch(`${bed.origin}/sandbox/wallet/scan`, {
    method: "POST",
    body: form,
    headers,
    redirect: "manual",
  });
}

describe("scanning", () => {
  it.each(["png", "jpeg"] as const)(
    "a %s picture of a poster leads to its shop with the wallet",
    async (format) => {
      const answer = await scan({
        wallet: "ALIPAY_CN",
        picture: await picture(`${publicUrl}/p/ABCDE2345F`, format),
      });
      expect(answer.status).toBe(303);
      expect(answer.headers.get("Location")).toBe(`${publicUrl}/p/ABCDE2345F?wallet=ALIPAY_CN`);
    },
  );

  it("a typed code leads to the same place", async () => {
    const answer = await scan({ wallet: "NOREN_JP", code: "abcde 2345f" });
    expect(answer.headers.get("Location")).toBe(`${publicUrl}/p/ABCDE2345F?wallet=NOREN_JP`);
  });

  it("an EMV symbol with Japanese text leads to the amount, with the shop's name", async () => {
    const emv = "00020101021152045812530339258 02JP5904SHOP6005TOKYO64120002JA0102茶屋6304ABCD".replace(
      " ",
      "",
    );
    const answer = await scan({ wallet: "ALIPAY_CN", picture: await picture(emv, "png") });
    const location = answer.headers.get("Location") ?? "";
    expect(new URL(location, bed.origin).searchParams.get("payload")).toBe(emv);
    bed.replies.set("userInitiatedPay", OK);
    const page = await (await fetch(`${bed.origin}${location}`)).text();
    expect(page).toContain("茶屋");
    expect(page).toContain('name="amount"');
  });

  it("somebody else's code and a picture of nothing are told apart, politely", async () => {
    const foreign = await scan({ code: "https://evil.example/p/ABCDE2345F" });
    expect(foreign.status).toBe(400);
    expect(await foreign.text()).toContain("Noren のコードではありません");
    const nothing = await scan({ picture: new Blob(["no picture"], { type: "image/png" }) });
    expect(nothing.status).toBe(400);
    expect(await nothing.text()).toContain("読み取れませんでした");
  });
});

describe("screens", () => {
  it("every one carries the SANDBOX mark, a strict policy with a nonce, and no inline handler", async () => {
    const paymentId = await payAs(bed, "screens");
    for (const path of [
      "/sandbox/wallet",
      `/sandbox/wallet/receipt/${paymentId}`,
      "/sandbox/wallet/receipt/none",
      "/sandbox/mailbox",
    ]) {
      const answer = await fetch(`${bed.origin}${path}`);
      const page = await answer.text();
      const nonce = /nonce-([\w-]+)'/.exec(answer.headers.get("Content-Security-Policy") ?? "")?.[1];
      expect(page, path).toContain("SANDBOX");
      expect(page, path).toContain(`<style nonce="${nonce}">`);
      expect(page, path).not.toMatch(/<[^>]+\son\w+=/);
      expect(answer.headers.get("Cache-Control"), path).toBe("no-store");
    }
  });

  it("speak the language of the browser, and remember the switch", async () => {
    const english = await fetch(`${bed.origin}/sandbox/wallet`, { headers: { "Accept-Language": "en-GB" } });
    expect(await english.text()).toContain('<html lang="en">');
    const switched = await fetch(`${bed.origin}/sandbox/wallet?lang=ja`, {
      headers: { "Accept-Language": "en-GB" },
    });
    expect(await switched.text()).toContain('<html lang="ja">');
    expect(switched.headers.get("Set-Cookie")).toContain("sandbox_lang=ja");
    for (const [tag, title] of [
      ["zh-CN", "顾客的手机"],
      ["ko-KR", "고객의 휴대폰"],
    ] as const) {
      const own = await fetch(`${bed.origin}/sandbox/wallet`, { headers: { "Accept-Language": tag } });
      expect(await own.text()).toContain(title);
    }
  });

  it("what a shop calls itself is text, never markup", async () => {
    bed.replies.set("userInitiatedPay", {
      ...OK,
      store: { referenceStoreId: "s", storeName: '<img src=x onerror="x">' },
    });
    const page = await (
      await fetch(`${bed.origin}/sandbox/wallet/push?payload=000201&wallet=NOREN_JP`)
    ).text();
    expect(page).toContain("&lt;img src=x");
    expect(page).not.toContain("<img");
  });

  it("a form from another site is refused", async () => {
    expect((await scan({ code: "ABCDE2345F" }, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    expect((await scan({ code: "ABCDE2345F" }, { Origin: "https://evil.example" })).status).toBe(403);
    expect((await scan({ code: "ABCDE2345F" }, { "Sec-Fetch-Site": "same-origin" })).status).toBe(303);
  });

  it("an amount that is no whole yen is asked for again, with what was typed", async () => {
    const answer = await fetch(`${bed.origin}/sandbox/wallet/push`, {
      method: "POST",
      body: new URLSearchParams({
        payload: "000201",
        paymentId: "2".repeat(26),
        amount: "10.5",
        wallet: "NOREN_JP",
      }),
    });
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toContain('value="10.5"');
    expect(page).toContain("1円から999,999円");
  });

  it("a confirmed payment sends the phone back to Noren, and its receipt shows the wallet's own number", async () => {
    const id = await payAs(bed, "receipt");
    const again = await fetch(`${bed.origin}/sandbox/wallet/pay/${id}`, { redirect: "manual" });
    expect(again.headers.get("Location")).toBe(`/sandbox/wallet/receipt/${id}`);
    const page = await (await fetch(`${bed.origin}/sandbox/wallet/receipt/${id}`)).text();
    expect(page).toContain(`data-payment-id="${id}"`);
    expect(page).toContain("61.23 CNY");
    expect(page).toContain("1 CNY = 20.9047 JPY");
  });
});

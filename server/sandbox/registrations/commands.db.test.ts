import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { API, startTestBed, type TestBed } from "../test-bed";
import { isLive } from "./queries";

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.stop());
beforeEach(() => {
  bed.replies.clear();
  bed.heard.length = 0;
});

const body = (registrationRequestId: string, store: { id: string; name: string; mcc?: string }) => ({
  registrationRequestId,
  merchantInfo: {
    referenceMerchantId: "mer_1",
    merchantDisplayName: "のれん商店",
    merchantMCC: store.mcc ?? "5812",
    store: { referenceStoreId: store.id, storeName: store.name },
  },
  productCodes: ["IN_STORE_PAYMENT"],
});
const register = (request: unknown) => bed.call(`${API}/merchants/registration`, request);
const resultCode = (resultCode: string) => ({ result: { resultCode } });

describe("registration", () => {
  it("is accepted at once and decided later, wallet by wallet, in one notice", async () => {
    expect(await register(body("q1", { id: "sto_1", name: "REJECT:ALIPAY_CN 一号店" }))).toMatchObject(
      resultCode("SUCCESS"),
    );
    await bed.settle();
    expect(bed.heard).toEqual([]);
    expect(await isLive(bed.deps.sql, "sto_1", "NOREN_JP")).toBe(false);
    bed.advance(1_500);
    await bed.settle();
    expect(bed.heard).toHaveLength(1);
    expect(bed.heard[0]).toMatchObject({
      name: "notifyRegistrationStatus",
      body: {
        registrationRequestId: "q1",
        referenceStoreId: "sto_1",
        registrationResult: { registrationStatus: "COMPLETED" },
        pspRegistrationResultList: [
          {
            pspId: "ALIPAY_CN",
            registrationResult: { registrationStatus: "REJECTED", rejectionReason: expect.any(String) },
          },
          { pspId: "NOREN_JP", registrationResult: { registrationStatus: "APPROVED" } },
        ],
      },
    });
    expect(await isLive(bed.deps.sql, "sto_1", "NOREN_JP")).toBe(true);
    expect(await isLive(bed.deps.sql, "sto_1", "ALIPAY_CN")).toBe(false);
  });

  it("the same request again is accepted without a second notice, other content is refused", async () => {
    const request = body("q2", { id: "sto_2", name: "二号店" });
    await register(request);
    bed.advance(1_500);
    await bed.settle();
    expect(await register(request)).toMatchObject(resultCode("SUCCESS"));
    expect(await register(body("q2", { id: "sto_2", name: "別の店" }))).toMatchObject(
      resultCode("REPEAT_REQ_INCONSISTENT"),
    );
    bed.advance(60_000);
    await bed.settle();
    expect(bed.heard).toHaveLength(1);
  });

  it("an update is refused while the last one is not processed", async () => {
    await register(body("q3", { id: "sto_3", name: "三号店" }));
    expect(await register(body("q3b", { id: "sto_3", name: "三号店 本店" }))).toMatchObject(
      resultCode("REGISTRATION_IN_PROCESS"),
    );
    bed.advance(1_500);
    await bed.settle();
    expect(await register(body("q3b", { id: "sto_3", name: "三号店 本店" }))).toMatchObject(
      resultCode("SUCCESS"),
    );
  });

  it("an inquiry by store or request tells where each wallet stands", async () => {
    await register(body("q4", { id: "sto_4", name: "四号店" }));
    const inquire = (key: object) => bed.call(`${API}/merchants/inquiryRegistrationStatus`, key);
    expect(await inquire({ referenceStoreId: "sto_4" })).toMatchObject({
      registrationResult: { registrationStatus: "PROCESSING" },
      pspRegistrationResultList: [
        { registrationResult: { registrationStatus: "PENDING" } },
        { registrationResult: { registrationStatus: "PENDING" } },
      ],
    });
    bed.advance(1_500);
    await bed.settle();
    expect(await inquire({ registrationRequestId: "q4" })).toMatchObject({
      registrationResult: { registrationStatus: "COMPLETED" },
    });
    expect(await inquire({ referenceStoreId: "sto_nobody" })).toMatchObject(resultCode("RECORD_NOT_FOUND"));
  });

  it("30,000 live stores are taken over in six calls, and again without harm", async () => {
    const calls = Array.from({ length: 6 }, (_, call) => ({
      stores: Array.from({ length: 5_000 }, (_, n) => ({
        referenceStoreId: `sto_bulk_${call * 5_000 + n}`,
        walletIds: ["NOREN_JP", "ALIPAY_CN"],
      })),
    }));
    for (const call of [...calls, ...calls.slice(0, 1)]) {
      expect(await bed.call("/sandbox/network/bulk/registrations", call)).toMatchObject({
        result: { resultStatus: "S" },
        registered: "10000",
      });
    }
    expect(await isLive(bed.deps.sql, "sto_bulk_29999", "ALIPAY_CN")).toBe(true);
    const [first] = calls;
    const tooMany = {
      stores: [...(first?.stores ?? []), { referenceStoreId: "one_more", walletIds: ["NOREN_JP"] }],
    };
    expect(await bed.call("/sandbox/network/bulk/registrations", tooMany)).toMatchObject(
      resultCode("PARAM_ILLEGAL"),
    );
  });
});

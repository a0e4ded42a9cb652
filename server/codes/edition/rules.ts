import { jstDay } from "@/server/kernel/calendar";
import type { PosterInput } from "../poster/rules";
import type { CodeRow } from "../queries";

/** A printed edition of a code: what stands in the foot of the poster. */
export type Edition = {
  readonly codeId: string;
  readonly serial: string;
  readonly version: number;
  readonly issuedAtMs: number;
};

/** What the poster of a code shows. A code without a payload shows its address, whatever its format says. */
export function posterOf(code: CodeRow, edition: Edition): PosterInput {
  const { emv, counterName } = code;
  return {
    code: code.code,
    url: code.url,
    ...(emv === null ? {} : { emvPayload: emv }),
    codeFormat: emv === null ? "URL" : code.format,
    storeName: code.storeName,
    ...(counterName === "" ? {} : { counterName }),
    wallets: code.wallets,
    serial: edition.serial,
    version: edition.version,
    issuedOn: jstDay(edition.issuedAtMs),
    ...(code.design !== null && { design: code.design }),
  };
}

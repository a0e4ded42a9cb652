import { newId } from "@/server/kernel/ids";
import { wallNow } from "@/server/platform/clock";
import { randomBytes } from "@/server/platform/crypto";
import { poolFor } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import type { Result } from "../rules";

/** One call of Noren's with its natural id. Nothing of a person goes in here. */
export type Exchange = {
  readonly call: string;
  /** The id that makes the call the same when it is repeated. */
  readonly subject: string;
  readonly result: Result;
  readonly tookMs: number;
};

/**
 * Writes down how a call was answered, outside of any transaction. A log that cannot be written stops no payment: the
 * line then stands in the log of the process.
 */
export async function keepExchange(exchange: Exchange): Promise<void> {
  const { call, subject, result, tookMs } = exchange;
  const nowMs = wallNow();
  log().info(
    { call, subject, status: result.resultStatus, resultCode: result.resultCode, tookMs },
    "network call",
  );
  try {
    await poolFor("ingest").query(
      `INSERT INTO network_exchange (id, call, subject, status, result_code, took_ms, called_at)
       VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000))`,
      [
        newId("exchange", { nowMs, random: randomBytes }),
        call,
        subject.slice(0, 64),
        result.resultStatus,
        result.resultCode.slice(0, 64),
        tookMs,
        nowMs,
      ],
    );
  } catch (error) {
    log().error({ err: error, call }, "an exchange with the network was not written down");
  }
}

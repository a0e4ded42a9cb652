import { POSTER_FORMATS, POSTER_PRINTS } from "@/server/codes/poster/rules";
import { isMain } from "@/server/platform/main-module";
import {
  type Batch,
  difficultPoster,
  layoutFaults,
  type Printed,
  printed,
  READERS,
  readShot,
} from "./poster-bed";
import { DISTURBANCES, LEVELS, pairwiseShots, type Shot } from "./poster-camera";
import { DIFFICULT_NAMES, HARDEST_NAMES } from "./poster-names.data";

/** Every sheet is printed, photographed and read by one of so many processes. */
export const SHARDS = 2;

const RESOLUTIONS = [150, 300, 600] as const;

type Reader = (typeof READERS)[number];

/** Shots that were read on both symbols, on ours alone, and on the reference alone. */
type Read = { both: number; ours: number; reference: number };
type Tally = { shots: number; read: Record<Reader, Read> };

/** What one process found. */
export type Shard = { readonly faults: number; readonly tallies: Record<string, Tally> };

const emptyRead = (): Read => ({ both: 0, ours: 0, reference: 0 });
const emptyTally = (): Tally => ({ shots: 0, read: { zxing: emptyRead(), jsqr: emptyRead() } });

/** All that is printed, with how often a sheet of it is photographed. */
function batches(): { batch: Batch; shots: number }[] {
  const many = RESOLUTIONS.map((dpi) => ({
    batch: { posters: DIFFICULT_NAMES.map(difficultPoster), format: "a6", print: "office", dpi } as const,
    shots: 1,
  }));
  const hardest = HARDEST_NAMES.map(difficultPoster);
  const every = POSTER_FORMATS.flatMap((format) =>
    POSTER_PRINTS.flatMap((print) =>
      RESOLUTIONS.map((dpi) => ({ batch: { posters: hardest, format, print, dpi }, shots: 2 })),
    ),
  );
  return [...many, ...every];
}

/** A share of the sheets; which shot a sheet gets does not depend on how many processes there are. */
async function readShard(shard: number): Promise<Shard> {
  const shots = pairwiseShots();
  const tallies: Record<string, Tally> = {};
  let [before, faults] = [0, 0];
  for (const { batch, shots: perSheet } of batches()) {
    const places = batch.posters.flatMap((_, place) => (place % SHARDS === shard ? [place] : []));
    const posters = places.flatMap((place) => batch.posters[place] ?? []);
    let turn = 0;
    for await (const sheet of printed({ ...batch, posters })) {
      faults += layoutFaults(sheet, batch.dpi).length;
      const first = before + (places[turn] ?? 0) * perSheet;
      turn += 1;
      for (let at = first; at < first + perSheet; at += 1) {
        const shot = shots[at % shots.length];
        if (shot !== undefined) await count(tallies, sheet, shot, at);
      }
    }
    before += batch.posters.length * perSheet;
  }
  return { faults, tallies };
}

async function count(
  tallies: Record<string, Tally>,
  sheet: Printed,
  shot: Shot,
  seed: number,
): Promise<void> {
  const { value, modules, field, reference: other } = sheet;
  const ours = await readShot(field, value, shot, modules, seed);
  const reference = await readShot(other, value, shot, modules, seed);
  const keys = DISTURBANCES.map((name) => `${name} ${LEVELS[name][shot[name]]}`);
  for (const key of ["all", ...keys]) {
    const tally = tallies[key] ?? emptyTally();
    tally.shots += 1;
    for (const reader of READERS) {
      if (ours[reader] && reference[reader]) tally.read[reader].both += 1;
      else if (ours[reader]) tally.read[reader].ours += 1;
      else if (reference[reader]) tally.read[reader].reference += 1;
    }
    tallies[key] = tally;
  }
}

/** What all processes found together. */
export function addShards(shards: readonly Shard[]): Shard {
  const tallies: Record<string, Tally> = {};
  for (const [key, { shots, read }] of shards.flatMap((shard) => Object.entries(shard.tallies))) {
    const sum = tallies[key] ?? emptyTally();
    sum.shots += shots;
    for (const reader of READERS) {
      for (const which of ["both", "ours", "reference"] as const)
        sum.read[reader][which] += read[reader][which];
    }
    tallies[key] = sum;
  }
  return { faults: shards.reduce((sum, { faults }) => sum + faults, 0), tallies };
}

if (isMain(import.meta.url)) process.stdout.write(JSON.stringify(await readShard(Number(process.argv[2]))));

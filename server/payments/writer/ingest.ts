/** One piece of work for a batch. Two pieces with one subject never share a batch, unless they are copies. */
export type Batched = { readonly subject: string; readonly key: string; readonly contentHash: string };

export type Writer<W extends Batched, A> = {
  /** Resolves after the commit of the batch that holds the work, or with `unknown` when the outcome is not known. */
  readonly submit: (work: W) => Promise<A>;
  /** Whether work with this key waits or is being written now. */
  readonly isUnderWay: (key: string) => boolean;
};

type Waiting<W, A> = { readonly work: W; readonly answer: (given: A) => void; readonly giveUpAtMs: number };
type Group<W, A> = { readonly leader: W; readonly waiting: Waiting<W, A>[] };

type Settings<W, A> = {
  /** Writes a batch with distinct subjects in one transaction and answers by key, after the commit. */
  readonly write: (batch: readonly W[]) => Promise<ReadonlyMap<string, A>>;
  /** What is said when nothing is known: the queue is full, time ran out, the database failed. */
  readonly unknown: A;
  /** Whether a failure lies in the content of one message, so that the others deserve a try of their own. */
  readonly isContentFault: (error: unknown) => boolean;
  readonly onFailure: (error: unknown, batchSize: number) => void;
  readonly wallNow: () => number;
  readonly maxBatch: number;
  readonly maxQueue: number;
  readonly deadlineMs: number;
  /** Batches in flight at once. */
  readonly lanes: number;
  /** How long a busy writer lets the next batch fill after the last one, unless `gatherUpTo` wait already. */
  readonly gatherMs: number;
  readonly gatherUpTo: number;
};

/**
 * Gathers work that arrives together into batches. A quiet system answers at once; on a busy one the next batch fills
 * while one is being committed and for a few milliseconds more, since a batch costs much the same whatever its size.
 */
export function createWriter<W extends Batched, A>(settings: Settings<W, A>): Writer<W, A> {
  let queue: Waiting<W, A>[] = [];
  let inFlight = 0;
  let scheduled = false;
  const underWay = new Map<string, number>();

  const forget = (key: string) => {
    const left = (underWay.get(key) ?? 1) - 1;
    if (left === 0) underWay.delete(key);
    else underWay.set(key, left);
  };

  const run = async (groups: readonly Group<W, A>[]): Promise<void> => {
    inFlight += 1;
    // The database may hang without failing: nobody waits for it longer than the network waits for us.
    const timer = setTimeout(() => {
      for (const waiting of groups.flatMap((group) => group.waiting)) waiting.answer(settings.unknown);
    }, settings.deadlineMs);
    await writeGroups(settings, groups);
    clearTimeout(timer);
    inFlight -= 1;
    for (const waiting of groups.flatMap((group) => group.waiting)) forget(waiting.work.key);
    if (queue.length === 0 || scheduled) return;
    scheduled = true;
    if (queue.length >= settings.gatherUpTo) setImmediate(flush);
    else setTimeout(flush, settings.gatherMs);
  };

  const flush = () => {
    scheduled = false;
    while (queue.length > 0 && inFlight < settings.lanes) {
      const taken = takeBatch(queue, settings.maxBatch, settings.wallNow());
      queue = taken.rest;
      for (const late of taken.late) {
        late.answer(settings.unknown);
        forget(late.work.key);
      }
      if (taken.groups.length > 0) void run(taken.groups);
    }
  };

  return {
    submit: (work) =>
      new Promise<A>((resolve) => {
        if (queue.length >= settings.maxQueue) {
          resolve(settings.unknown);
          return;
        }
        underWay.set(work.key, (underWay.get(work.key) ?? 0) + 1);
        queue.push({ work, answer: resolve, giveUpAtMs: settings.wallNow() + settings.deadlineMs });
        if (scheduled || inFlight >= settings.lanes) return;
        scheduled = true;
        // After the sockets that are readable now have been read, so that what arrived together is written together.
        setImmediate(flush);
      }),
    isUnderWay: (key) => underWay.has(key),
  };
}

/** Writes groups in one go; when the content of one of them is at fault, each in a go of its own. */
async function writeGroups<W extends Batched, A>(
  settings: Settings<W, A>,
  groups: readonly Group<W, A>[],
): Promise<void> {
  try {
    const answers = await settings.write(groups.map((group) => group.leader));
    for (const group of groups) {
      const answer = answers.get(group.leader.key) ?? settings.unknown;
      for (const waiting of group.waiting) waiting.answer(answer);
    }
  } catch (error) {
    settings.onFailure(error, groups.length);
    if (groups.length > 1 && settings.isContentFault(error)) {
      for (const group of groups) await writeGroups(settings, [group]);
      return;
    }
    for (const waiting of groups.flatMap((group) => group.waiting)) waiting.answer(settings.unknown);
  }
}

type Taken<W, A> = { groups: Group<W, A>[]; rest: Waiting<W, A>[]; late: Waiting<W, A>[] };

/** The next batch: one group per subject. Copies join their leader; other content under a subject waits its turn. */
function takeBatch<W extends Batched, A>(
  queue: readonly Waiting<W, A>[],
  maxBatch: number,
  nowMs: number,
): Taken<W, A> {
  const groups = new Map<string, Group<W, A>>();
  const rest: Waiting<W, A>[] = [];
  const late: Waiting<W, A>[] = [];
  for (const waiting of queue) {
    const group = groups.get(waiting.work.subject);
    if (waiting.giveUpAtMs <= nowMs) late.push(waiting);
    else if (group && isCopy(group.leader, waiting.work)) group.waiting.push(waiting);
    else if (group || groups.size >= maxBatch) rest.push(waiting);
    else groups.set(waiting.work.subject, { leader: waiting.work, waiting: [waiting] });
  }
  return { groups: [...groups.values()], rest, late };
}

function isCopy(a: Batched, b: Batched): boolean {
  return a.key === b.key && a.contentHash === b.contentHash;
}

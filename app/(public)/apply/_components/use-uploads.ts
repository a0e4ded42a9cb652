"use client";

import { useEffect, useRef, useState } from "react";
import { sendFile, UploadError } from "./send-file";

/** A file on its way: waiting its turn, being sent, or refused with a reason. */
export type Upload = {
  readonly id: number;
  readonly file: File;
  readonly state: "waiting" | "sending" | "failed";
  readonly part: number;
  readonly error: UploadError | null;
};

type Target = {
  readonly applicationId: string;
  readonly kind: string;
  readonly documentId: string | undefined;
  readonly onDone: () => Promise<unknown>;
};

/**
 * Sends files one after the other, so that they become pages in the order in which they were taken. One that is
 * refused stays in the list with its reason; one that the connection lost is sent again when it is back.
 */
export function useUploads({ applicationId, kind, documentId, onDone }: Target) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const numbers = useRef(0);
  const busy = useRef(false);
  const queue = useRef<Upload[]>([]);

  function change(id: number, to: Partial<Upload>): void {
    setUploads((known) => known.map((upload) => (upload.id === id ? { ...upload, ...to } : upload)));
  }

  async function run(): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    let target = documentId;
    for (let next = queue.current.shift(); next; next = queue.current.shift()) {
      const { id, file } = next;
      change(id, { state: "sending", part: 0, error: null });
      try {
        const onProgress = (part: number) => change(id, { part });
        target = await sendFile({ applicationId, kind, documentId: target, file, onProgress });
        await onDone();
        setUploads((known) => known.filter((upload) => upload.id !== id));
      } catch (error) {
        const told = error instanceof UploadError ? error : new UploadError("internal");
        change(id, { state: "failed", error: told });
      }
    }
    busy.current = false;
  }

  function add(files: readonly File[]): void {
    const added = files.map((file): Upload => {
      numbers.current += 1;
      return { id: numbers.current, file, state: "waiting", part: 0, error: null };
    });
    queue.current.push(...added);
    setUploads((known) => [...known, ...added]);
    void run();
  }

  function retry(upload: Upload): void {
    queue.current.push(upload);
    change(upload.id, { state: "waiting", error: null });
    void run();
  }

  const lost = uploads.filter(({ error }) => error?.code === "unavailable");
  useEffect(() => {
    const again = () => {
      for (const upload of lost) retry(upload);
    };
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  });

  function dismiss(id: number): void {
    setUploads((known) => known.filter((upload) => upload.id !== id));
  }

  return { uploads, add, retry, dismiss };
}

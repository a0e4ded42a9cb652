"use client";

import { useRef, useState } from "react";
import type { ComboboxOption } from "./combobox-option";

export type AsyncState = "idle" | "loading" | "ready" | "failed";

type AsyncOptions = {
  state: AsyncState;
  options: readonly ComboboxOption[];
  ask: (query: string) => void;
  stop: () => void;
};

const PAUSE_MS = 180;

/** Options for a text that is being typed: waits for a pause, and only the latest answer counts. */
export function useAsyncOptions(
  load: (query: string, signal: AbortSignal) => Promise<readonly ComboboxOption[]>,
): AsyncOptions {
  const [state, setState] = useState<AsyncState>("idle");
  const [options, setOptions] = useState<readonly ComboboxOption[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const request = useRef<AbortController>(undefined);

  function stop() {
    clearTimeout(timer.current);
    request.current?.abort();
    setState("idle");
    setOptions([]);
  }

  async function run(query: string, controller: AbortController) {
    try {
      const found = await load(query, controller.signal);
      if (controller.signal.aborted) return;
      setOptions(found);
      setState("ready");
    } catch {
      if (controller.signal.aborted) return;
      setOptions([]);
      setState("failed");
    }
  }

  function ask(query: string) {
    clearTimeout(timer.current);
    request.current?.abort();
    const controller = new AbortController();
    request.current = controller;
    setState("loading");
    timer.current = setTimeout(() => void run(query, controller), PAUSE_MS);
  }

  return { state, options, ask, stop };
}

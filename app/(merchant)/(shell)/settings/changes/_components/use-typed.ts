"use client";

import { useSyncExternalStore } from "react";
import { z } from "zod";
import type { Fields } from "@/server/onboarding/fields/rules";

const typed = z.record(z.string(), z.string());
const listeners = new Set<() => void>();
// Of a browser that keeps nothing: then what was typed lasts as long as the page.
const unkept = new Map<string, string>();

function listen(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

function read(name: string): string {
  try {
    return window.sessionStorage.getItem(name) ?? unkept.get(name) ?? "";
  } catch {
    return unkept.get(name) ?? "";
  }
}

function write(name: string, text: string): void {
  try {
    if (text === "") window.sessionStorage.removeItem(name);
    else window.sessionStorage.setItem(name, text);
  } catch {
    unkept.set(name, text);
  }
  for (const told of listeners) told();
}

function fieldsIn(text: string): Fields {
  try {
    return text === "" ? {} : typed.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/**
 * What was typed into a change and is not submitted yet. It outlasts a reload and a look at another page, and ends
 * with the tab: an account number is not left behind on a device that others use too.
 */
export function useTyped(changeId: string) {
  const name = `noren.change.${changeId}`;
  const text = useSyncExternalStore(
    listen,
    () => read(name),
    () => "",
  );
  const fields = fieldsIn(text);
  return {
    fields,
    change: (values: Fields) => write(name, JSON.stringify({ ...fields, ...values })),
    clear: () => write(name, ""),
  };
}

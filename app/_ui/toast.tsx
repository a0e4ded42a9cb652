"use client";

import { X } from "lucide-react";
import { Toast as Primitive } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { cn } from "./cn";
import { TONE_MARK, type Tone } from "./tone";
import { ToneIcon } from "./tone-icon";

export type ToastMessage = { tone?: Tone; title: string; body?: string };
type ShownToast = ToastMessage & { id: number };
type ShowToast = (message: ToastMessage) => void;

const ToastContext = createContext<ShowToast | null>(null);

const SHOWN_FOR_MS = 6_000;

/** Returns the function that shows a short message. @throws when no `ToastProvider` is above. */
export function useToast(): ShowToast {
  const show = useContext(ToastContext);
  if (show === null) throw new Error("useToast needs a ToastProvider above it");
  return show;
}

type ToastProviderProps = {
  labels: { region: string; close: string };
  children: ReactNode;
};

/** Holds the messages. Those that need the reader stay until they are closed; the others go after six seconds. */
export function ToastProvider({ labels, children }: ToastProviderProps) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);

  const show = useCallback((message: ToastMessage) => {
    setToasts((shown) => [...shown.slice(-2), { ...message, id: (shown.at(-1)?.id ?? 0) + 1 }]);
  }, []);

  function remove(id: number) {
    setToasts((shown) => shown.filter((toast) => toast.id !== id));
  }

  return (
    <ToastContext value={show}>
      <Primitive.Provider label={labels.region} swipeDirection="down">
        {children}
        {toasts.map((toast) => (
          <ToastCard
            key={toast.id}
            toast={toast}
            closeLabel={labels.close}
            onClose={() => remove(toast.id)}
          />
        ))}
        <Primitive.Viewport
          label={`${labels.region} ({hotkey})`}
          className={cn(
            "fixed inset-x-4 bottom-[calc(5rem+env(safe-area-inset-bottom))] z-60 mx-auto flex max-w-md flex-col gap-2",
            "outline-none lg:right-6 lg:bottom-6 lg:left-auto lg:w-96",
            // While a dialog is open its buttons stand at the bottom, so messages go to the top.
            "in-[:has([data-scroll-lock])]:top-4 in-[:has([data-scroll-lock])]:bottom-auto",
            "lg:in-[:has([data-scroll-lock])]:right-auto lg:in-[:has([data-scroll-lock])]:left-6",
          )}
        />
      </Primitive.Provider>
    </ToastContext>
  );
}

type ToastCardProps = { toast: ShownToast; closeLabel: string; onClose: () => void };

function ToastCard({ toast, closeLabel, onClose }: ToastCardProps) {
  const tone = toast.tone ?? "good";
  return (
    <Primitive.Root
      duration={tone === "attention" ? Number.POSITIVE_INFINITY : SHOWN_FOR_MS}
      type={tone === "attention" ? "foreground" : "background"}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      // Radix turns layers under an open dialog off with an inline style; a message can still be closed.
      className="pointer-events-auto! flex animate-rise items-start gap-3 rounded border border-line bg-surface py-2 pr-1 pl-4 shadow"
    >
      <ToneIcon tone={tone} className={cn("mt-3 size-5 shrink-0", TONE_MARK[tone])} />
      <div className="min-w-0 grow py-2">
        <Primitive.Title className="font-bold">{toast.title}</Primitive.Title>
        {toast.body === undefined ? null : (
          <Primitive.Description className="text-sm text-muted">{toast.body}</Primitive.Description>
        )}
      </div>
      <Primitive.Close
        aria-label={closeLabel}
        className="inline-flex size-11 shrink-0 items-center justify-center rounded text-muted hover:bg-paper"
      >
        <X aria-hidden className="size-5" />
      </Primitive.Close>
    </Primitive.Root>
  );
}

"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import { Spinner } from "./spinner";

export type PaletteCommand = {
  id: string;
  label: string;
  support?: string;
  icon?: ReactNode;
  /** Other words that find it, such as kana or a number. */
  keywords?: string[];
  shortcut?: string;
  onSelect: () => void;
};

type CommandPaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly { id: string; heading: string; commands: readonly PaletteCommand[] }[];
  labels: { title: string; placeholder: string; empty: string; loading: string };
  query: string;
  onQueryChange: (query: string) => void;
  /** The groups are search results from the server already; do not filter them again. */
  isServerFiltered?: boolean;
  isLoading?: boolean;
};

/** Everything one can go to or do, by typing. */
export function CommandPalette({
  open,
  onOpenChange,
  groups,
  labels,
  query,
  onQueryChange,
  isServerFiltered = false,
  isLoading = false,
}: CommandPaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <div data-scroll-lock="" className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className={cn(
            "fixed inset-x-4 top-[12dvh] z-50 mx-auto max-w-2xl animate-appear overflow-hidden rounded bg-surface",
            "shadow outline-none",
          )}
        >
          <Dialog.Title className="sr-only">{labels.title}</Dialog.Title>
          <Command label={labels.title} shouldFilter={!isServerFiltered} loop>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden className="size-5 shrink-0 text-muted" />
              <Command.Input
                value={query}
                onValueChange={onQueryChange}
                placeholder={labels.placeholder}
                className="h-14 grow bg-transparent text-base outline-none placeholder:text-muted"
              />
              {isLoading ? <Spinner label={labels.loading} className="text-muted" /> : <Kbd>Esc</Kbd>}
            </div>
            <Command.List className="max-h-[56dvh] overflow-y-auto p-2">
              {isLoading ? null : (
                <Command.Empty className="px-3 py-8 text-center text-muted">{labels.empty}</Command.Empty>
              )}
              {groups.map((group) => (
                <Command.Group
                  key={group.id}
                  heading={group.heading}
                  className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
                >
                  {group.commands.map((command) => (
                    <CommandLine key={command.id} command={command} onDone={() => onOpenChange(false)} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function CommandLine({ command, onDone }: { command: PaletteCommand; onDone: () => void }) {
  return (
    <Command.Item
      value={command.id}
      keywords={[command.label, ...(command.keywords ?? [])]}
      onSelect={() => {
        onDone();
        command.onSelect();
      }}
      className={cn(
        "flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-3 py-1.5",
        "data-[selected=true]:bg-indigo-50 [&_svg]:size-5 [&_svg]:text-muted",
      )}
    >
      {command.icon}
      <span className="min-w-0 grow">
        {command.label}
        {command.support === undefined ? null : (
          <span className="ml-3 text-sm text-muted">{command.support}</span>
        )}
      </span>
      {command.shortcut === undefined ? null : <Kbd>{command.shortcut}</Kbd>}
    </Command.Item>
  );
}

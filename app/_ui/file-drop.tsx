"use client";

import { Camera, Upload } from "lucide-react";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { buttonVariants } from "./button-variants";
import { cn } from "./cn";
import type { FieldControl } from "./field";
import { useIsAlive } from "./use-is-alive";

type FileDropProps = Partial<FieldControl> & {
  onFiles: (files: File[]) => void;
  /** Types as the browser's file input takes them, such as "image/*,application/pdf". */
  accept?: string;
  multiple?: boolean;
  disabled?: boolean;
  labels: {
    /** Invites to drop; shown where there is a mouse. */
    drop: string;
    choose: string;
    /** Leave out where a photograph makes no sense; shown on phones and tablets. */
    camera?: string;
    /** Kinds and sizes that are taken. */
    hint?: string;
  };
  /** What has been chosen and how far it got, under the buttons. */
  children?: ReactNode;
  className?: string;
};

/** Takes a file from the camera, the disk or the hand. Who uses it reads and sends the files. */
export function FileDrop({
  onFiles,
  accept,
  multiple = false,
  disabled = false,
  labels,
  children,
  className,
  ...control
}: FileDropProps) {
  const [isOver, setIsOver] = useState(false);

  function take(list: FileList | null) {
    const files = [...(list ?? [])];
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  }

  return (
    <fieldset
      aria-label={labels.drop}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
      className={cn(
        "min-w-0 rounded border-2 border-dashed border-edge bg-surface p-5 text-center",
        isOver && "border-indigo-600 bg-indigo-50",
        control["aria-invalid"] && "border-vermilion-700",
        className,
      )}
    >
      <p className="mb-3 hidden text-muted pointer-fine:block">{labels.drop}</p>
      <div className="flex flex-wrap justify-center gap-3">
        {labels.camera === undefined ? null : (
          <PickButton
            variant="primary"
            accept="image/*"
            capture
            disabled={disabled}
            onPick={take}
            label={labels.camera}
          />
        )}
        <PickButton
          variant="secondary"
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          onPick={take}
          label={labels.choose}
          control={control}
        />
      </div>
      {labels.hint === undefined ? null : <p className="mt-3 text-sm text-muted">{labels.hint}</p>}
      {children === undefined ? null : <div className="mt-4 text-left empty:hidden">{children}</div>}
    </fieldset>
  );
}

type PickButtonProps = {
  variant: "primary" | "secondary";
  label: string;
  accept?: string;
  multiple?: boolean;
  /** Opens the camera at once; only where a finger points, since a desktop has none to open. */
  capture?: boolean;
  disabled: boolean;
  onPick: (list: FileList | null) => void;
  control?: Partial<FieldControl>;
};

function PickButton({
  variant,
  label,
  accept,
  multiple,
  capture = false,
  disabled,
  onPick,
  control,
}: PickButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const isAlive = useIsAlive();

  function pick({ current }: typeof input) {
    if (current === null) return;
    onPick(current.files);
    // The same file may be chosen again after it was refused.
    current.value = "";
  }

  return (
    <label
      className={cn(
        buttonVariants({ variant }),
        "relative has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-indigo-600",
        "has-disabled:opacity-50",
        capture && "pointer-fine:hidden",
      )}
    >
      {capture ? <Camera aria-hidden /> : <Upload aria-hidden />}
      {label}
      <input
        {...control}
        ref={input}
        type="file"
        aria-label={label}
        accept={accept}
        multiple={multiple}
        capture={capture ? "environment" : undefined}
        disabled={disabled || !isAlive}
        onChange={() => pick(input)}
        className="absolute inset-0 size-full cursor-pointer text-[0] opacity-0"
      />
    </label>
  );
}

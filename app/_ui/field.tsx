import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";

/** What a control inside a `Field` must carry so that label, help and error are read with it. */
export type FieldControl = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
};

type FieldProps = {
  label: ReactNode;
  /** A small word beside the label, such as 必須 or 任意; its tone follows `required`. */
  mark?: ReactNode;
  required?: boolean;
  /** Why it is asked or how to write it; stands under the label, above the control. */
  support?: ReactNode;
  /** A sample as text, such as 「例：カ）サクラマート」. */
  example?: ReactNode;
  /** What is wrong and what to do; its presence marks the control invalid. */
  error?: ReactNode;
  /** Fixed id of the control, for links from a requirement list; made up otherwise. */
  id?: string;
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

/** Label, help, control and error in one column, wired for screen readers. */
export function Field({
  label,
  mark,
  required = false,
  support,
  example,
  error,
  id,
  className,
  children,
}: FieldProps) {
  const madeUpId = useId();
  const controlId = id ?? madeUpId;
  const supportId = support === undefined && example === undefined ? undefined : `${controlId}-support`;
  const hasError = error !== undefined && error !== null && error !== "" && error !== false;
  const errorId = hasError ? `${controlId}-error` : undefined;
  const describedBy = [errorId, supportId].filter((part) => part !== undefined).join(" ");
  return (
    <div className={cn("scroll-mt-24", className)}>
      <label htmlFor={controlId} className="flex flex-wrap items-center gap-2 font-bold">
        {label}
        {mark === undefined ? null : <FieldMark required={required}>{mark}</FieldMark>}
      </label>
      {supportId === undefined ? null : (
        <div id={supportId} className="mt-0.5 text-sm text-muted">
          {support === undefined ? null : <p>{support}</p>}
          {example === undefined ? null : <p>{example}</p>}
        </div>
      )}
      <div className="mt-2">
        {children({
          id: controlId,
          "aria-describedby": describedBy === "" ? undefined : describedBy,
          "aria-invalid": hasError || undefined,
          "aria-required": required || undefined,
        })}
      </div>
      {/* The live region stays in the page, so that an error which appears later is announced. */}
      <div aria-live="polite">
        {hasError ? (
          <p id={errorId} className="mt-1.5 flex items-start gap-1.5 text-sm font-bold text-vermilion-700">
            <CircleAlert aria-hidden className="mt-1 size-4 shrink-0" />
            <span>{error}</span>
          </p>
        ) : null}
      </div>
    </div>
  );
}

function FieldMark({ required, children }: { required: boolean; children: ReactNode }) {
  return (
    <span
      className={cn(
        "rounded-xs px-1.5 py-0.5 text-xs font-bold",
        required ? "bg-vermilion-50 text-vermilion-700" : "bg-line/50 text-muted",
      )}
    >
      {children}
    </span>
  );
}

/** A process to keep running; its output goes to the end of `logFile`. */
export type Member = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
};

export type Supervisor = {
  readonly start: (member: Member) => void;
  readonly pidOf: (name: string) => number | undefined;
  readonly stop: () => Promise<void>;
};

export function createSupervisor(hooks: { onChange: () => void; say: (text: string) => void }): Supervisor;
export function endLeftovers(
  processes: Readonly<Record<string, number | undefined>>,
  marks: Readonly<Record<string, string>>,
): Promise<void>;
export function isAlive(pid: number): boolean;
export function commandOf(pid: number): string;

import { EventEmitter } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { z } from "zod";

export type SchemaFile = { readonly path: string; readonly content: string };

const ROOT = join(import.meta.dirname, "../..");
const MIGRATIONS_DIR = join(ROOT, "prisma/migrations");
const SCHEMA_DIR = join(ROOT, "prisma/schema");
const connected = z.object({ connection: z.instanceof(EventEmitter) });
// Custom rather than z.object: the fields are changed in place, so they must not be copies.
const rowDescription = z.object({ fields: z.array(z.custom<{ dataTypeID: number }>(isField)) });
const wasmExports = z.object({
  __wbindgen_start: z.custom<() => void>((value) => typeof value === "function"),
});

function isField(value: unknown): boolean {
  return typeof value === "object" && value !== null && "dataTypeID" in value;
}

/**
 * Prisma's native schema engine is downloaded from a host that may be out of reach; the same engine as
 * WebAssembly comes from the npm registry and keeps the same `_prisma_migrations` table.
 */
let panicMessage: string | undefined;
let loaded: Promise<void> | undefined;

async function load(): Promise<void> {
  // Without a place to leave its words a panic of the engine ends the process instead of rejecting the call.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (text: string) => {
        panicMessage = text;
      },
    },
  });
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const bytes = readFileSync(join(dirname(entry), "schema_engine_bg.wasm"));
  const imports: WebAssembly.ModuleImports = { ...engineModule };
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": imports });
  engineModule.__wbg_set_wasm(instance.exports);
  wasmExports.parse(instance.exports).__wbindgen_start();
}

async function withEngine<T>(
  url: string,
  schema: readonly SchemaFile[],
  work: (engine: engineModule.SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  await loaded;
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const factory = bindMigrationAwareSqlAdapterFactory(withCharColumns(pool));
  const datamodels = schema.map((file): [string, string] => [file.path, file.content]);
  const engine = await engineModule.SchemaEngine.new({ datamodels }, () => undefined, factory);
  try {
    return await work(engine);
  } catch (error) {
    if (panicMessage === undefined) throw error;
    throw new Error(`Prisma's schema engine broke: ${panicMessage}`, { cause: error });
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * The engine reads columns of the catalogue of the one-byte type "char" (18), which Prisma's adapter refuses to
 * name. They pass through it as text (25) and get their name back afterwards.
 */
function withCharColumns(pool: pg.Pool): PrismaPg {
  let charColumns = new Set<number>();
  pool.on("connect", (client) => {
    connected.parse(client).connection.on("rowDescription", (message: unknown) => {
      const { fields } = rowDescription.parse(message);
      charColumns = new Set(fields.flatMap((field, index) => (field.dataTypeID === 18 ? [index] : [])));
      for (const index of charColumns) Object.assign(fields[index] ?? {}, { dataTypeID: 25 });
    });
  });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      charColumns = new Set();
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type, index) =>
        charColumns.has(index) ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    // The adapter cuts scripts at every semicolon, also inside function bodies; PostgreSQL reads them whole.
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    return adapter;
  };
  return factory;
}

/** The schema folder's files, in the order of their names. */
export function readSchema(): SchemaFile[] {
  return readdirSync(SCHEMA_DIR)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => {
      const path = join(SCHEMA_DIR, name);
      return { path, content: readFileSync(path, "utf8") };
    });
}

/**
 * `prisma migrate deploy`: applies what is missing, in order, and stops at the first failure.
 * @returns the names of the migrations applied now
 */
export async function applyMigrations(url: string): Promise<string[]> {
  const names = existsSync(MIGRATIONS_DIR) ? readdirSync(MIGRATIONS_DIR).sort() : [];
  const migrationDirectories = names
    .filter((name) => existsSync(join(MIGRATIONS_DIR, name, "migration.sql")))
    .map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: readFileSync(join(MIGRATIONS_DIR, path, "migration.sql"), "utf8"),
        },
      },
    }));
  const result = await withEngine(url, readSchema(), (engine) =>
    engine.applyMigrations({
      migrationsList: {
        baseDir: MIGRATIONS_DIR,
        lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
        shadowDbInitScript: "",
        migrationDirectories,
      },
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return result.appliedMigrationNames;
}

/**
 * The SQL that turns a database into what the schema folder says.
 * @param externalTables tables that the database has and Prisma does not model, such as partitions
 */
export async function diffToSchema(url: string, externalTables: readonly string[]): Promise<string> {
  const files = readSchema();
  const result = await withEngine(url, files, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: ROOT },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [...externalTables], externalEnums: [] },
    }),
  );
  return result.stdout ?? "";
}

import { type DirectoryFilters, directoryFilters } from "@/server/directory/schema";

const LIST = "/ops/merchants";
type Query = Readonly<Record<string, string | undefined>>;

/** The address of the list with these filters; every figure that is made of merchants leads to one of these. */
export function merchantsAddress(filters: DirectoryFilters, page: Query = {}): string {
  const given = Object.entries({ ...filters, ...page }).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, value]],
  );
  const query = new URLSearchParams(given).toString();
  return query === "" ? LIST : `${LIST}?${query}`;
}

/** The filters of an address. A value that is none is left out, so that an old link still opens the list. */
export function filtersOf(query: Readonly<Record<string, string | string[] | undefined>>): DirectoryFilters {
  const shape = directoryFilters.shape;
  const read = <T>(schema: { safeParse: (value: unknown) => { data?: T } }, value: unknown) =>
    value === "" ? undefined : schema.safeParse(value).data;
  return {
    text: read(shape.text, query.text),
    state: read(shape.state, query.state),
    prefectureCode: read(shape.prefectureCode, query.prefectureCode),
    municipalityCode: read(shape.municipalityCode, query.municipalityCode),
    mcc: read(shape.mcc, query.mcc),
    brandId: read(shape.brandId, query.brandId),
    managerId: read(shape.managerId, query.managerId),
    tag: read(shape.tag, query.tag),
    risk: read(shape.risk, query.risk),
    walletId: read(shape.walletId, query.walletId),
    registration: read(shape.registration, query.registration),
    activity: read(shape.activity, query.activity),
    approvedFromOn: read(shape.approvedFromOn, query.approvedFromOn),
    approvedThroughOn: read(shape.approvedThroughOn, query.approvedThroughOn),
  };
}

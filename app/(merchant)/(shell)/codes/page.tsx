import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { LinkButton } from "@/app/_ui/link-button";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../_components/own-place";
import { hrefOf, type PageQuery, storeOf, textOf } from "../../_components/query-text";
import { CodeList } from "./_components/code-list";
import { CodesActions } from "./_components/codes-actions";
import { CODES_A_PAGE, codesInput } from "./_components/codes-page";

export async function generateMetadata() {
  const words = await getTranslations("codes");
  return { title: words("title") };
}

export default async function CodesPage({ searchParams }: { searchParams: PageQuery }) {
  const words = await getTranslations("codes");
  const query = await searchParams;
  const place = await ownPlace();
  const storeId = storeOf(query);
  const input = codesInput(storeId, textOf(query.after));
  const [codes, stores] = await Promise.all([
    load(trpc.codes.list.queryOptions(input)),
    load(trpc.merchants.stores.queryOptions({ limit: 100 })),
  ]);
  const mayManage = place.may("code:manage");
  const last = codes.length === CODES_A_PAGE ? codes.at(-1)?.code : undefined;
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words("lead")}
        action={
          mayManage && stores.length > 0 ? (
            <CodesActions
              stores={stores.map(({ id, name }) => ({ value: id, label: name }))}
              storeId={storeId}
              many={codes.length > 1}
            />
          ) : undefined
        }
      />
      <CodeList input={input} mayManage={mayManage} withStore={stores.length > 1} />
      {last === undefined ? null : (
        <LinkButton
          className="mt-5"
          variant="secondary"
          href={hrefOf("/codes", { store: storeId, after: last })}
        >
          {words("more")}
        </LinkButton>
      )}
    </HydrateClient>
  );
}

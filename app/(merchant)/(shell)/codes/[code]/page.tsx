import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { groupCode } from "@/server/codes/rules";
import { ownPlace } from "../../../_components/own-place";
import { CodeLife } from "./_components/code-life";
import { CodeStanding } from "./_components/code-standing";
import { PosterMaker } from "./_components/poster-maker";

type CodePageProps = { params: Promise<{ code: string }> };

export async function generateMetadata({ params }: CodePageProps) {
  const words = await getTranslations("codes");
  const { code } = await params;
  await load(trpc.codes.get.queryOptions({ code }));
  return { title: words("pageTitle", { code: groupCode(code) }) };
}

export default async function CodePage({ params }: CodePageProps) {
  const { code } = await params;
  const place = await ownPlace();
  const [{ state }] = await Promise.all([
    load(trpc.codes.get.queryOptions({ code })),
    load(trpc.codes.life.queryOptions({ code })),
    load(trpc.areas.settings.queryOptions()),
  ]);
  const isPrinted = state === "active" || state === "paused";
  return (
    <HydrateClient>
      <CodeStanding code={code} mayManage={place.may("code:manage")} />
      <div className="grid gap-6">
        {isPrinted ? <PosterMaker code={code} /> : null}
        <CodeLife code={code} />
      </div>
    </HydrateClient>
  );
}

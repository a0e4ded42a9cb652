import { PageLoading } from "@/app/_components/shell/page-loading";

export default function TeamLoading() {
  return <PageLoading />;
}

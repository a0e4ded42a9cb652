import { NothingHere } from "@/app/_components/errors/nothing-here";

export default function DeskNotFound() {
  return <NothingHere homeHref="/ops/review" />;
}

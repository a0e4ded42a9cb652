import { NothingHere } from "@/app/_components/errors/nothing-here";

export default function ShellNotFound() {
  return <NothingHere homeHref="/home" />;
}

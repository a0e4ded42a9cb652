import { Closing } from "./_components/closing";
import { Fees } from "./_components/fees";
import { Hero } from "./_components/hero";
import { Points } from "./_components/points";
import { Questions } from "./_components/questions";
import { Start } from "./_components/start";
import { Trust } from "./_components/trust";

export default function FrontPage() {
  return (
    <>
      <Hero />
      <Points />
      <Fees />
      <Start />
      <Trust />
      <Questions />
      <Closing />
    </>
  );
}

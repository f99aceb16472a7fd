import { NothingHere } from "#app/ui/nothing-here.tsx";

export default function NotFound() {
  return <NothingHere />;
}

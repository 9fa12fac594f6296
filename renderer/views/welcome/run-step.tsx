import { Icon } from "../../components/icon.tsx";
import { useApp } from "../../workbench/app-context.tsx";
import { type WelcomeCard, welcomeCards } from "./cards.ts";

/** What there is to run: each card leads to where it is set up. */
export function RunStep() {
  const app = useApp();
  return (
    <div className="welcome-tiles">
      {welcomeCards.map((card) => (
        <Tile key={card.id} {...card} onClick={() => card.start(app)} />
      ))}
    </div>
  );
}

type TileProps = Pick<WelcomeCard, "icon" | "title" | "text"> & { readonly onClick: () => void };

function Tile({ icon, title, text, onClick }: TileProps) {
  return (
    <button type="button" className="tile" onClick={onClick}>
      <Icon name={icon} />
      <span className="tile-title">{title}</span>
      <span className="tile-text">{text}</span>
    </button>
  );
}

const LINE = "fill-none stroke-indigo-600 stroke-[2.5]";
const SOFT = "fill-indigo-50 stroke-indigo-600 stroke-[2.5]";
const SHEET = "fill-surface stroke-indigo-600 stroke-[2.5]";
const FULL = "fill-indigo-600";

/** The till under its curtain: a sheet with a code, and two phones that read it. */
export function CounterScene({ title, className }: { title: string; className?: string }) {
  return (
    <svg
      role="img"
      aria-label={title}
      viewBox="0 0 480 400"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      <Curtain />
      <Shelf />
      <path d="M34 300h412v40H34z" className="fill-indigo-50" />
      <path d="M18 300h444M34 300v76M446 300v76M34 340h412" className={LINE} />
      <Poster />
      <Phone x={62} tilt={-9} currency="yen" />
      <Phone x={348} tilt={9} currency="yuan" />
      <path d="M140 236q22-20 46-22M340 236q-22-20-46-22" className={`${LINE} [stroke-dasharray:2_9]`} />
      <circle cx="240" cy="356" r="9" className="fill-vermilion" />
    </svg>
  );
}

function Curtain() {
  return (
    <g>
      <path d="M30 34h420" className="fill-none stroke-indigo-600 stroke-[5]" />
      {[48, 146, 244].map((x) => (
        <path key={x} d={`M${x} 36v76q44 12 88 0V36z`} className={FULL} />
      ))}
      <path d="M342 36v74q34 10 58-12 22-22 30-62z" className={FULL} />
      <circle cx="190" cy="78" r="17" className="fill-none stroke-surface stroke-[6]" />
    </g>
  );
}

function Shelf() {
  return (
    <g>
      <path d="M36 182h58M386 182h58" className={LINE} />
      <path d="M44 182v-26q0-4 4-4h8q4 0 4 4v26zM66 182v-18h18v18z" className={SOFT} />
      <path d="M398 182q-4-26 12-26t12 26zM426 182v-14h12v14z" className={SOFT} />
    </g>
  );
}

// Three corner marks and a few cells: it reads as a code and is none.
const CELLS =
  "M249 196h7v7h-7zM263 196h7v7h-7zM256 210h7v7h-7zM249 224h7v7h-7zM212 238h7v7h-7zM226 238h7v7h-7zM219 245h7v7h-7zM240 238h7v7h-7zM254 238h14v7h-14zM247 252h7v7h-7zM261 252h7v14h-7zM233 259h7v7h-7zM240 266h14v7h-14zM275 238h7v7h-7zM275 259h7v14h-7z";

function Poster() {
  return (
    <g>
      <path d="M222 300l-8-12h52l-8 12z" className={SOFT} />
      <rect x="186" y="140" width="108" height="150" rx="8" className={SHEET} />
      <path d="M186 168v-20q0-8 8-8h92q8 0 8 8v20z" className={FULL} />
      <path d="M214 154h52" className="fill-none stroke-surface stroke-[5]" />
      {[
        [205, 184],
        [254, 184],
        [205, 233],
      ].map(([x, y]) => (
        <g key={`${x} ${y}`} className="fill-none stroke-indigo-600 stroke-[5]">
          <rect x={x} y={y} width="21" height="21" rx="2" />
          <rect
            x={(x ?? 0) + 8.5}
            y={(y ?? 0) + 8.5}
            width="4"
            height="4"
            className="fill-indigo-600 stroke-[2]"
          />
        </g>
      ))}
      <path d={CELLS} transform="translate(0 8) scale(1 .96)" className={FULL} />
    </g>
  );
}

function Phone({ x, tilt, currency }: { x: number; tilt: number; currency: "yen" | "yuan" }) {
  return (
    <g transform={`rotate(${tilt} ${x + 35} 260)`}>
      <rect x={x} y="200" width="70" height="126" rx="12" className={SHEET} />
      <path d={`M${x + 27} 210h16`} className={LINE} />
      <rect x={x + 10} y="220" width="50" height="60" rx="6" className="fill-indigo-50" />
      <CurrencySign at={x + 35} currency={currency} />
      <rect x={x + 14} y="292" width="42" height="16" rx="8" className={FULL} />
    </g>
  );
}

/** ¥ and 元, drawn so that they need no font. */
function CurrencySign({ at, currency }: { at: number; currency: "yen" | "yuan" }) {
  const path =
    currency === "yen"
      ? `M${at - 12} 230l12 17 12-17M${at} 247v22M${at - 11} 250h22M${at - 11} 259h22`
      : `M${at - 10} 232h20M${at - 16} 243h32M${at - 5} 243q0 20-12 27M${at + 5} 243v20q0 6 6 6h2q5 0 5-8`;
  return <path d={path} className="fill-none stroke-indigo-600 stroke-[3.5]" />;
}

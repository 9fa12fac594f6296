import { type KeyboardEvent, type PointerEvent, useRef } from "react";

type SashProps = {
  readonly label: string;
  /** Vertical: a line that is moved left and right. Horizontal: one that is moved up and down, and grows upwards. */
  readonly orientation: "vertical" | "horizontal";
  /** Pixels. */
  readonly value: number;
  readonly limits: { readonly min: number; readonly max: number };
  readonly onResize: (value: number) => void;
};

const keyStep = 20;

/** The line between two parts of the window that changes their size, by pointer or by arrow keys. */
export function Sash({ label, orientation, value, limits, onResize }: SashProps) {
  const start = useRef<{ readonly position: number; readonly value: number } | null>(null);
  const vertical = orientation === "vertical";
  const positionOf = (event: PointerEvent) => (vertical ? event.clientX : -event.clientY);

  const press = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = vertical
      ? { ArrowLeft: -keyStep, ArrowRight: keyStep }
      : { ArrowUp: keyStep, ArrowDown: -keyStep };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onResize(value + step);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved; ARIA's movable separator is a focusable element
    <div
      className={`sash sash-${orientation}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={value}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { position: positionOf(event), value };
      }}
      onPointerMove={(event) => {
        if (start.current) onResize(start.current.value + positionOf(event) - start.current.position);
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onPointerCancel={() => {
        start.current = null;
      }}
    />
  );
}

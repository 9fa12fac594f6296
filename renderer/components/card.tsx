import { type ReactNode, useId } from "react";

type CardProps = {
  readonly title: string;
  readonly children: ReactNode;
  readonly className?: string;
};

/** A framed part of a page with a small heading. */
export function Card({ title, children, className = "" }: CardProps) {
  const id = useId();
  return (
    <section className={`card ${className}`} aria-labelledby={id}>
      <h3 id={id} className="card-title">
        {title}
      </h3>
      {children}
    </section>
  );
}

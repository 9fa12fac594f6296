type IconProps = {
  /** A name of the codicons. */
  readonly name: string;
  readonly className?: string;
};

/** A picture for the eye only: whatever it says must be said in words as well. */
export function Icon({ name, className = "" }: IconProps) {
  return <span className={`codicon codicon-${name} ${className}`} aria-hidden="true" />;
}

import { useRef } from "react";
import { bytes } from "../format/number.ts";
import { explain } from "../state/errors.ts";
import { Button } from "./button.tsx";

type FilePickerProps = {
  readonly label: string;
  /** As of `<input type="file">`. */
  readonly accept: string;
  readonly onText: (name: string, text: string) => void;
  readonly onProblem: (message: string) => void;
};

/** What a call takes at once. */
const mostBytes = 900_000;

/** Lets the user choose a file of text, and reads it. */
export function FilePicker({ label, accept, onText, onProblem }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File) => {
    if (file.size > mostBytes) {
      onProblem(`${file.name} is too large: ${bytes(file.size)}, and at most ${bytes(mostBytes)} can be read.`);
      return;
    }
    try {
      onText(file.name, await file.text());
    } catch (error) {
      onProblem(`${file.name} could not be read: ${explain(error)}`);
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        className="off-screen"
        accept={accept}
        tabIndex={-1}
        aria-label={label}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // Else the same file could not be chosen once more.
          if (file) void take(file).finally(() => Object.assign(target, { value: "" }));
        }}
      />
      <Button icon="folder-opened" onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}

const date = /(\d{1,2}月\d{1,2}日|\d{1,2} [A-Z][a-z]{2}\b)/;

/** A sentence in which no line ends within a date, as the rules write it: "28 Nov", "11月28日". */
export function WholeDates({ text }: { text: string }) {
  const parts = text.split(date); // every second one is a date
  return parts.map((part, at) => (at % 2 === 1 ? <span key={at} className="ff-whole">{part}</span> : part));
}

export function Brand() {
  return (
    <span className="ff-brand">
      <img src="/favicon.svg" alt="" width={28} height={28} />
      Fieldfare
    </span>
  );
}

/** A letter in a ring that fills with confidence. `share` is 0..1. */
export function ConfidenceRing({ letter, share, label }: { letter: string; share: number; label: string }) {
  return (
    <svg class="ring" viewBox="0 0 120 120" role="img" aria-label={label}>
      <circle class="ring-ground" cx="60" cy="60" r="52" />
      <circle
        class={share >= SURE ? "ring-share sure" : "ring-share"}
        cx="60"
        cy="60"
        r="52"
        pathLength="100"
        stroke-dasharray={`${Math.round(share * 100)} 100`}
        transform="rotate(-90 60 60)"
      />
      <text x="60" y="62">
        {letter}
      </text>
    </svg>
  );
}

/** A confidence that would score 90 or more. */
const SURE = 0.8;

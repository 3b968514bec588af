const text = `Goalbeat on this machine: ./goalbeat <command>

  demo [--once] [--json] [--faults] [--people N] [--seed S]
              a company's week on a fast clock, from issuing goals to payroll's "paid"; stays up unless --once
  up [--foreground] [--demo] [--no-build] [--backing-only]
              builds what changed, starts everything, prints the addresses
  down        ends every process of this checkout
  env         prints the addresses as KEY=value
  test [suite …]
              the whole test plan, or the named suites; ends with "N passed, N failed"
  check       what to run before a commit: build, typecheck, lint, format, boundaries, unit tests
  bench [--only NAME,…] [--json FILE] [--write] [--quick] [--restart] [--once]
              the measurements of docs/benchmarks.md, beside their targets; --write renews that page, --restart measures \`up\`
  reconcile   what is approved, posted and paid, compared per currency
  org-rebuild [--tenant SLUG]
              makes each service's copy of people and organisation what directory says
  audit verify [--tenant SLUG] [--json]
              recomputes the process log's chains and names the first row that was altered, removed or inserted
  doctor      what is installed, what is missing, what runs
  control status | ready | kill NAME | stop NAME | start NAME | restart NAME
              ends and starts single processes, as a fault would
  reset [--yes]
              ends everything and deletes what this installation has stored

Addresses in the environment are used instead of servers of our own: GOALBEAT_POSTGRES_URL, GOALBEAT_AMQP_URL,
GOALBEAT_TEMPORAL_ADDRESS (with GOALBEAT_TEMPORAL_UI_URL). GOALBEAT_STATE names the folder where an installation is kept
(.goalbeat in the checkout), so that several live side by side.
`;

export const help = async (): Promise<number> => {
  process.stdout.write(text);
  return 0;
};

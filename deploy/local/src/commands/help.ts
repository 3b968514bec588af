const text = `Goalbeat on this machine: ./goalbeat <command>

  demo [--example marketplace|lender] [--once] [--faults] [--json] [--people N] [--seed S] [--rate R] [--lang zh|en]
              a company's week on a fast clock, from issuing goals to payroll's "paid"; stays up unless --once.
              --example   the marketplace's week, or a lender's month with 200 people in four minutes
              --faults    kills every part of the installation on the way
              --json      ends with one line of JSON
              --people    40 to 20000 (260); --seed 0 to 1000000000 (1): another company, another week
              --rate      business time runs 60 to 20000 times faster than real time (5040: a week in two minutes)
              --lang      the story's language; zh where LC_ALL or LANG begins with zh, else en
  up [--foreground] [--demo] [--no-build] [--backing-only]
              builds what changed, starts everything, prints the addresses.
              --foreground    stays until Ctrl-C; --demo allows demonstration tenants with fast clocks
              --no-build      takes what is built; --backing-only starts PostgreSQL, RabbitMQ and Temporal alone
  down        ends every process of this installation, a running demo or bench too
  env         prints the addresses as KEY=value, passwords and keys included
  test [suite …]
              the whole test plan, or the named suites; ends with "N passed, N failed"
  check       what to run before a commit: build, typecheck, lint, format, boundaries, unit tests
  bench [--only NAME,…] [--json FILE] [--write] [--quick] [--ladders N] [--lines N] [--restart] [--once]
              the measurements of docs/benchmarks.md, beside their targets; --write renews that page, --restart measures \`up\`
  pictures [FOLDER]
              takes the pictures of the pages anew (docs/pictures), while a demonstration's week passes: light, dark, phone
  reconcile [CYCLE]
              what is signed, posted, handed over and paid, compared per currency and line, of one cycle (its id) or all;
              keeps the result, and gives finance a task where it differs; exit 1 then.
              Who asks is in the environment: GOALBEAT_API_KEY (permission payroll.reconciliation), or
              GOALBEAT_TENANT, GOALBEAT_NUMBER and GOALBEAT_PASSWORD of somebody in finance
  org-rebuild [--tenant SLUG]
              makes each service's copy of people and organisation what directory says
  audit verify [--tenant SLUG] [--json]
              recomputes the process log's chains and names the first row that was altered, removed or inserted
  doctor      what is installed, what is missing, what runs
  control status | ready | kill NAME | stop NAME | start NAME | restart NAME | setup-code
              ends and starts single processes, as a fault would; without a NAME it lists them; setup-code prints what founds
              the first company in the browser
  reset [--yes]
              ends everything and deletes what this installation has stored; asks first unless --yes

Exit codes: 0 done, 64 the command was not understood, 130 interrupted, others failed. An interrupted command takes down
only what it started itself.

Addresses in the environment are used instead of servers of our own: GOALBEAT_POSTGRES_URL, GOALBEAT_AMQP_URL,
GOALBEAT_TEMPORAL_ADDRESS (with GOALBEAT_TEMPORAL_UI_URL). GOALBEAT_STATE names the folder where an installation is kept
(.goalbeat in the checkout), so that several live side by side.
`;

export const help = async (): Promise<number> => {
  process.stdout.write(text);
  return 0;
};

"""The words that the rules know, by what they mean in an answer."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a list, which stands in lines so that it can be read."""
    return frozenset(words.split())


ADVERBS = listed("""
also now then therefore already again always soon still currently further jointly actively both all ever first indeed
instead since subsequently thus together too well next even just only however regularly
""")
NEGATIONS = frozenset({"not", "never", "no", "neither", "nor", "cannot", "n't"})

# Past participles that do not end in -ed.
IRREGULAR = listed("""
set put held made built taken given written begun brought sent led met run spent drawn undertaken seen shown found
kept laid sought bought chosen driven grown had become done gone got overseen rewritten overhauled split cut won sat
""")
NOT_PARTICIPLES = frozenset({"need", "needed", "indeed", "speed", "red", "embed", "bed", "exceed", "proceed",
                             "succeed", "feed", "lead", "united", "hundred", "based", "limited", "related"})
NOT_GERUNDS = frozenset({"being", "during", "nothing", "something", "everything", "anything", "policing", "king",
                         "bring", "ring", "spring", "thing", "string", "wing", "encouraging", "challenging",
                         "disappointing", "concerning", "reassuring", "pleasing", "outstanding", "existing",
                         "lacking", "missing", "pending", "compelling", "willing", "interesting", "longstanding"})

# Acts of finding out whether or how, and acts of watching.
EXPLORE = listed("explore consider examine scope investigate")
WATCH = listed("monitor oversee track scrutinise scrutinize supervise")
WORK_WITH = listed("work liaise engage collaborate cooperate")

# What a thing does to the world: a promise only when somebody who answers says it of themselves.
EFFECT = listed("""
ensure help enable allow support improve provide lead result mean benefit drive contribute strengthen reduce increase
give make create bring assist facilitate underpin bolster enhance boost raise shape build add offer deliver encourage
promote protect prevent save free grow accelerate attract unlock maximise minimise maintain secure keep develop cost
inform feed serve demonstrate show aid equip empower address tackle cut achieve go complement further afford
""")
# Verbs after "will" that tell no act, whoever is their subject.
NO_ACT = listed("""
need require depend remain want expect hope recognise benefit face see find vary mean know suffer struggle strive
sustain aspire endure understand believe think feel like welcome accept become fall rise happen occur experience
acknowledge appreciate exist cease
""")
# Passives that tell no act: needs, effects, attitudes.
NO_ACT_DONE = listed("""
needed required expected affected impacted seen felt faced found noted recognised identified highlighted shown
welcomed hoped anticipated accepted acknowledged concerned associated linked reported recommended raised experienced
driven caused believed known supported used intended limited met missed allowed permitted reflected evidenced
demonstrated observed inspected graded judged rated criticised encouraged reassured pleased disappointed satisfied
involved exposed increased decreased improved reduced informed told advised assured failed let victimised exploited
harmed
""")
# Of these, the ones that tell no act in the future either.
NO_ACT_LATER = listed("""
needed required expected affected impacted seen felt faced found hoped anticipated caused experienced driven improved
reduced increased met missed reflected limited
""")
# Perfect forms of somebody's act that tell a state, a finding or an attitude.
NO_ACT_PERFECT = listed("""
seen shown found noted recognised highlighted received become been had welcomed accepted evolved experienced faced
acknowledged demonstrated revealed struggled remained suggested indicated meant led grown risen fallen read understood
felt heard come gone lost known failed needed wanted hoped expected believed thought proved proven declined
missed suffered benefited benefitted enjoyed contributed resulted helped enabled allowed stated said detailed
explained mentioned described outlined called encouraged required assured confirmed advised informed reassured told
discussed spoken expressed praised thanked echoed commented admitted responded criticised urged reiterated
""")
# Progressive forms that tell a state, a trend or a finding.
NO_ACT_ING = listed("""
highlighting showing becoming facing seeing increasing rising falling growing experiencing having getting needing
hoping expecting wanting thinking feeling indicating suggesting demonstrating remaining operating performing
struggling living missing awaiting coping dealing causing doing driving improving benefiting meaning going
depending lacking
""")
# Verbs in the simple past that tell an act.
PAST_ACTS = listed("""
published launched introduced established announced invested committed funded increased created appointed commissioned
implemented delivered completed issued trained recruited changed moved closed redesigned adapted altered adjusted
deployed promoted hired embedded aligned tested mapped audited assessed examined briefed contacted added removed
simplified streamlined standardised acted commenced convened updated revised liaised worked engaged visited spoke
presented shared submitted attended arranged facilitated sponsored secured opened extended expanded allocated awarded
approved adopted signed started began held wrote set undertook conducted produced rolled carried agreed joined piloted
trialled restructured reviewed consulted organised hosted provided developed refreshed strengthened amended circulated
distributed tasked asked requested met brought made ran built laid tabled reported apologised purchased procured
installed upgraded doubled tripled merged replaced formed
""")

SELF = frozenset({"we", "i"})
PERSONS = frozenset({"it", "they", "she", "he"})
INSPECTED = listed("probation constabulary prisons borders education schools")
INSPECTORS = listed("inspectorate inspectorates hmicfrs hmic hmip hmi ofsted inspectors ")
PRONOUNS = frozenset({"it", "they", "this", "these", "that", "those", "which", "who", "he", "she", "both", "each"})
# Who acts on the answering side, as the last word of their name.
ACTORS = listed("""
commissioner commissioners constabulary force forces service services office opcc opfcc pcc pfcc mopac government
department departments ministry ministers minister secretary partnership partnerships partners partner council
councils authority authorities board boards group groups team teams unit units panel panels forum constable chief
officer officers staff sergeants sergeant inspector superintendent superintendents supervisors supervisor managers
manager lead leads director directors head heads mayor deputy directorate agency agencies college command division
bureau cps trust trusts taskforce centre network organisation organisations police fire treasury nhs coordinator
coordinators champions champion constables detectives responders leaders leadership trainers regulator company
corporation university school schools uk england wales scotland
""")
# Nouns that stand for work in hand or a document: what they will contain or do is a promise, their effects are none.
THINGS = listed("""
strategy plan programme project publication review investigation policy framework guidance training toolkit process
scheme initiative pilot study assessment audit survey consultation inquiry evaluation work document action actions
measures measure scope membership terms campaign package module course dashboard model system paper update pathway
procedure statement response exercise workshop workshops conference event sessions session
""")
# Subjects of which nothing is promised: what comes of work, and what others do.
OUTCOMES = listed("""
outcome outcomes benefit benefits impact impacts result results effect aim aims purpose objective objectives ambition
vision goal goals findings finding lessons learning progress success change improvement improvements effectiveness
demand number numbers proportion rate rates level levels cost costs pressure pressures crime crimes offence offences
incidents gap gaps issue issues risk risks challenge challenges need needs future performance confidence evidence data
figures statistics trend trends situation picture landscape increase reduction time cases concern concerns reason
reasons option options priority priorities role responsibility question cent percent majority calls
""")
OTHERS = listed("""
inspection inspections committee auditor auditors victims victim children child people public residents communities
offenders suspects perpetrators families parents providers criminals callers witnesses patients women girls
respondents individuals
""")
# Papers and rules of others: what is done to them can be a promise, what they do is none.
PAPERS = listed("report reports recommendation recommendations act duty law legislation thematic")
DETERMINERS = listed("the a an our my its their his her this these that those all any each every some")
PREPOSITIONS = listed("""
of for in on at with to within from by through across under between into over against about during following via
including throughout since after before as per regarding around despite alongside upon towards given
""")

# "Committed to" followed by one of these is a goal or a virtue, not an act.
GOALS = listed("""
ensuring improving driving reducing learning supporting protecting making being having working keeping tackling
preventing delivering promoting achieving building helping strengthening maintaining enhancing serving fighting
addressing becoming creating getting doing understanding using putting
""")
MONTHS = listed("January February March April May June July August September October November December")

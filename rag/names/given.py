"""Given names to what they say about a person: usually a man's, usually a woman's, and which are short for which.

The tables are small and written by hand: names frequent in English-language news. A name that is not here says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

_MEN = """
aaron abdel abdul abdullah abe abel abraham adam adolfo adrian ahmad ahmed al alan albert alberto aldo alejandro
aleksandr alex alexander alexandre alexei alexey alexis alfonso alfred alfredo ali alistair allan allen alvaro alvin
amir anatoly anders andre andrea andreas andrei andrej andres andrew andrey andriy andrzej andy angel angus anibal
anthony antoine anton antonin antonio antony antti anwar archie ari arjun armando arnold art arthur artur arturo
arvind asher ashok ashraf august augusto austin avi axel barack barney barry bart bashar ben benedict benjamin benny
bernard bernardo bernie bert bilal bill billy bjorn blake bob bobby boris brad bradford bradley brandon brendan brent
bret brett brian bruce bruno bryan bryant bryce byron caleb calvin carl carlos carlton cedric cesar chad charles
charlie chester chet chris christian christof christoph christophe christopher chuck clarence clark claude claudio
claus clay clayton clement cliff clifford clifton clint clive cody colin connor conor conrad corey cornelius cory
craig curt curtis cyril cyrus dale damian damien damon dan daniel danny dario darrell darren darryl dave david davis
dean denis dennis denys derek derrick desmond devin dick diego dieter dimitri dirk dmitri dmitriy dmitry dmytro
dominic dominique don donald donovan doug douglas drew duane duncan dustin dwayne dwight dylan earl ed eddie edgar
edmond edmund eduardo edward edwin eli elias elijah elliot elliott elmer emanuel emil emilio emmanuel enrique eric
erich erik ernest ernesto esteban ethan etienne eugene evan everett evgeny fabian fabio faisal fareed farid felipe
felix ferdinand fernando fidel filip florian floyd francesco francis francisco franco francois frank franklin fred
freddie frederic frederick fredrik friedrich fritz fyodor gabriel gareth garrett garry gary gaston gavin gene geoff
geoffrey george georges georgy gerald gerard gerardo gerhard gianni gideon gil gilbert giles giorgio giovanni giulio
giuseppe glen glenn gonzalo gordon graeme graham grant greg gregg gregor gregory guido guillaume guillermo gunther gus
gustav gustavo guy hakim hal hamid hank hans harish harold harris harrison harry harvey hasan hassan hector heinrich
heinz helmut henri henrik henry herb herbert herman hernan hiroshi horacio horst howard hubert hugh hugo humberto
hussein ian ibrahim ignacio igor ike ilham ilya imran ira irving isaac isaiah ismail israel ivan jack jackson jacob
jacques jaime jair jake jakob jamal james jamie jan janusz jared jaroslav jason javier jay jean jeb jed jeff jefferson
jeffery jeffrey jens jeremiah jeremy jerome jerry jesse jesus jim jimmy joachim joao joaquin joe joel joey johan
johann johannes john johnny jon jonah jonas jonathan jordan jorge jose josef joseph josh joshua juan juergen jules
julian julien julio julius jurgen justin kareem karim karl kazuo keith ken kenneth kenny kent kevin khalid kirill kirk
klaus konstantin kristian kurt kwame kyle lamar lance larry lars laurence laurent lawrence lazar lee leif len leo leon
leonard leonardo leonid leopold leroy leslie lester lev lewis liam lincoln lionel lloyd logan lorenzo lou louis luc
luca lucas luciano luigi luis luiz lukas luke luther lyle lyndon maciej magnus mahmoud malcolm manfred manuel marc
marcel marcelo marcin marco marcos marcus marek mariano mario marion mark markus marshall martin marty marvin mason
massimo mateo mateusz mathias mathieu matt matteo matthew matthias matthieu maurice mauricio mauro max maxim maxime
maximilian maxwell mehmet mel melvin mendel michael michal michel mickey miguel mihail mikael mike mikhail milan miles
milton mitch mitchell mitt mohamed mohammad mohammed mohsen morgan morris moses muhammad murray mustafa mykhailo
mykola nabil narendra nasser nate nathan nathaniel ned neil nelson nicholas nick nicolas nigel nikita nikolai nikolas
noah noam noel nolan norbert norman octavio olaf oleg oleh oleksandr oleksii oliver olivier omar oren orlando orrin
osama oscar oskar otis otto owen pablo paolo pascal patrick paul paulo pavel pavlo pedro percy perry pete peter petr
petro phil philip philippe phillip pierre pierre-yves piers piotr prakash preston qasim quentin quincy rafael rahm
rahul raj rajesh ralph ramesh ramon ramzan randall randolph randy rashid raul ravi ray raymond recep reggie reginald
reid reinhard rene reuben rex ricardo riccardo rich richard rick ricky rob robby robert roberto robin rod roderick
rodney rodolfo rodrigo roger rohan roland rolf roman ron ronald ronnie rory ross roy ruben rudolf rudolph rudy rupert
russ russell ryan sadiq saeed said sajid salman salvador salvatore sam sami samir samuel sandeep sander sanjay
santiago saul scott sean sebastian sepp serge sergei sergey sergio seth shane shaun shawn sheldon shinzo sid sidney
simon solomon spencer stan stanislav stanley stefan stefano stephan stephane stephen sterling steve steven stewart
stuart sundar sunil suresh svante sven tariq taylor ted teddy terence terrence terry thad theo theodore thierry thomas
thorsten tim timo timothy tobias toby todd tom tomas tomasz tommy tony travis trent trevor trey tristan tucker tyler
ulrich umberto vaclav valdis valentin valery vance vernon vicente victor vijay vikram viktor vince vincent vincenzo
vinod virgil vitali vitaly vito vladimir vladislav volodymyr vyacheslav wade walid wallace wally walt walter warren
wayne wendell werner wes wesley wilbur wilfred wilhelm will willard willem william willie willis winston wojciech wolf
wolfgang woodrow wyatt xavier yair yannick yaroslav yevgeny yiannis yitzhak yoav yuri yuriy yusuf yves zach zachary
zane zbigniew zoltan"""

_WOMEN = """
abby abigail ada adele adriana adrienne agata agatha agnes agnieszka aisha alana alejandra aleksandra alessandra alexa
alexandra alexandria alice alicia alina alison allison alma alyssa amal amanda amber amelia amina amy ana anabel
anastasia andrea angela angelica angelina angie anita anja ann anna annabel annalena anne annegret annette annie
antoinette antonia anya april aretha ariana arianna arlene ashley asma astrid audrey aung aurora ava ayanna ayesha
azucena barbara beata beatrice beatriz becky belinda bella bernadette bernice beth bethany betsy betty beverly bianca
birgit bonnie brenda brenna brianna bridget brigitte britney brittany brooke camila camilla camille candace candice
carla carly carmel carmen carol carole carolina caroline carolyn carrie cassandra cassidy catalina catherine cathy
cecile cecilia celeste celia celine charlene charlotte chelsea cher cheryl chiara chloe christa christiane christina
christine christy chrystia ciara cindy claire clara clare claudette claudia colette colleen condoleezza connie
constance consuelo cora courtney cristina crystal cynthia dagmar daisy dana daniela danielle daphne darlene dawn
deanna debbie deborah debra deirdre delia denise destiny diana diane dianne dina dolores dominique donna dora doreen
doris dorothy edith edna eileen elaine eleanor elena eleni elisa elisabeth elise eliza elizabeth ella ellen ellie elsa
emily emma erica erika erin esmeralda esperanza estelle esther ethel eunice eva evangeline eve evelyn faith fatima
fatma felicia fiona flora florence frances francesca francine frederica freya gabriela gabriella gabrielle gail gemma
genevieve georgia georgina geraldine gerda gertrude gina ginger ginni giorgia gisele giulia gladys glenda gloria grace
graciela greta gretchen guadalupe gwen gwendolyn hailey halima hanna hannah harriet hazel heather heidi helen helena
helene helga henrietta hilary hilda hillary holly hope huma ida ilana ilhan imogen ines inga ingrid irene irina iris
irma isabel isabella isabelle ivana ivanka ivy jackie jacklyn jaclyn jacqueline jamila jane janet janice janine
jasmine jeanette jeanne jeannine jen jenna jennifer jenny jess jessica jill jo joan joann joanna joanne jocelyn jodi
jodie josefina josephine josie joy joyce juanita judith judy julia juliana julie juliet june justine kaitlin kamala
kara karen karin karina karla karoline katarina kate katharina katharine katherine kathleen kathryn kathy katie
katrina katya kayla kayleigh keira kelly kellyanne kelsey kendra kerry kersti kim kimberly kirsten kirstjen kristen
kristi kristin kristina kristine kristy laila lakshmi lara latoya laura laurel lauren laurie leah leila leilani lena
leonora lesley letitia liane lidia lila lilian liliana lillian lily linda lindsay lisa livia liz liza lois lola lorena
loretta lori lorraine louisa louise lourdes lucia lucille lucinda lucy luisa luz lydia lynda lynn lynne mabel
madeleine madeline madison magda maggie maia malala malia mallory mandy manuela mara marcela marcia margaret margarita
margot margrethe maria mariam marian marianne maribel marie mariela marilyn marina marine marisa marisol marissa
marjorie marlene marsha marta martha martina mary maryam maureen maxine maya mayra meera meg megan meghan megyn
melania melanie melinda melissa mercedes meredith mette mia michaela michele michelle mildred millicent mindy minerva
mira miranda miriam mitzi moira molly mona monica monika monique muriel myra myrtle nadezhda nadia nadine nancy naomi
natalia natalie natasha nell nellie nicola nicole nikki nina noor nora norma octavia oksana olena olga olivia oprah
pam pamela paola patrice patricia patsy patti patty paula paulina pauline peggy penelope penny petra philippa phoebe
phyllis pilar polly portia priscilla priti priya rachel ramona raquel rebecca regina renata renee rhonda ricarda rita
roberta rochelle rosa rosalie rosalind rosalynn rosanna rose roseann rosemary roxana roxanne ruth sabina sabine
sabrina sadie sally salma samantha samira sandra sanna sara sarah sasha savannah selena selma serena shaheen shannon
shari sharon sheila shelley shelly sheryl shirley sierra silvia simone sofia sonia sonja sonya sophia sophie stacey
stacy stella stephanie sue summer sunita susan susana susanna susanne suzanne svetlana sybil sylvia sylvie tabitha
tamara tammy tania tanya tara tatiana teresa tessa thelma theresa therese tiffany tina tracey traci tracy trina trudy
tulsi ulrike ursula valentina valeria valerie vanessa vanita vera verena veronica vicki vicky victoria viola violet
virginia vivian viviana wanda wendy wilma winifred xenia yael yasmin yelena yesenia yolanda yulia yvette yvonne zainab
zeynep zoe"""

_EITHER = """
alexis andrea angel ashton avery bailey billie blair cameron carey casey charlie courtney dakota dana dominique drew
frankie hayden jackie jamie jean jesse jo jody jordan kelly kendall kerry kim kit kris lauren lee leslie lindsay
lindsey lynn marion morgan nikita noel pat quinn reese riley robbie robin rory sam sandy sasha shannon sidney skyler
stacy sydney taylor terry toni tracy val"""

_SAME = """robert rob bob bobby robby robbie|michael mike mick mickey|james jim jimmy jamie|joseph joe joey
thomas tom tommy|william bill will billy willie|daniel dan danny|david dave|christopher chris
stephen steven steve|stefan stephan|timothy tim|edward ed eddie ted|theodore ted theo teddy|benjamin ben benny
samuel sam|samantha sam|richard rick dick rich ricky|matthew matt|gregory greg gregg
jeffrey jeff jeffery geoffrey geoff|kenneth ken kenny|ronald ron ronnie|donald don donny|andrew andy drew
anthony antony tony|patrick pat|patricia pat patty patti tricia
elizabeth liz beth betsy betty eliza lizzie elisabeth
katherine kate katie kathy kathryn catherine cathy katharine kat|deborah debbie debra deb|bernard bernie
charles chuck charlie|lawrence larry laurence|nicholas nick nicolas|philip phil phillip|raymond ray|jonathan jon
john jack johnny jon|jonathan john|alexander alex sasha|alexandra alex sasha|jennifer jen jenny
susan sue susie suzanne|gerald jerry|jerome jerry|joshua josh|nathaniel nate nathan|nathan nate
leonard len lenny|douglas doug|peter pete|margaret maggie meg peggy|rebecca becky|victoria vicky vicki
pamela pam|cynthia cindy|barbara barb|judith judy|kimberly kim|christina chris christine tina|francis frank
franklin frank|frederick fred freddie|albert al bert|alan al allan allen|alfred al fred|arthur art|eugene gene
harold hal harry|henry hank harry hal|herbert herb|martin marty|maxwell max|maximilian max|melvin mel
mitchell mitch|randall randy|randolph randy|reginald reggie|rodney rod|roderick rod|rudolph rudy|russell russ
sidney sid|stanley stan|terrence terry terence|theresa teresa terry|vincent vince vinny|vernon vern|walter walt
zachary zach zack|abraham abe|clifford cliff|clinton clint|curtis curt|dominic dom|ernest ernie|gilbert gil
isaac ike|jacob jake|jacqueline jackie|jessica jess|louis lou lewis|manuel manny|nancy nan|sandra sandy
virginia ginny ginni|abigail abby|amanda mandy|angela angie|constance connie|dorothy dot dottie
eleanor ellie nell|frances fran|gabrielle gabby|gwendolyn gwen|janet jan|marjorie marge|melinda mindy
nicole nikki|priscilla cilla|rosemary rose|stephanie steph|valerie val|vladimir volodya
aleksandr alexander oleksandr alexandr|alexei alexey aleksei aleksey oleksii oleksiy alexiy
dmitri dmitry dmitriy dmytro|sergei sergey serhiy serhii|mikhail michail mykhailo|nikolai nikolay mykola
yevgeny evgeny yevgeni|yuri yury yuriy|andrei andrey andriy andrej|mohammed mohammad muhammad mohamed
hussein husain hossein|yusuf yousef youssef|ali aly|ibrahim ebrahim|jeb john|beau joseph|bashar bashir
marine marion|kathleen kathy kate|theodore tad|thaddeus thad tad"""


def _genders() -> dict[str, str]:
    men, women, either = set(_MEN.split()), set(_WOMEN.split()), set(_EITHER.split())
    either |= men & women
    return dict.fromkeys(either, "") | dict.fromkeys(men - either, "m") | dict.fromkeys(women - either, "f")


def _groups() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for group in _SAME.replace("\n", "|").split("|"):
        for name in group.split():
            found[name] |= set(group.split())
    return {name: frozenset(group) for name, group in found.items()}


GENDERS: Mapping[str, str] = _genders()
"""Folded given name to "m", "f" or "" (either)."""

SHORT_FOR: Mapping[str, frozenset[str]] = _groups()
"""Folded given name to the ones it may stand for, itself included."""

EASTERN_SURNAMES = frozenset(
    """ai an bai ban bao bo cai cao chai chan chang chao chen cheng cheung chiang choi chow chu chun chung cui
    dai deng ding dong du duan fan fang feng fu gao geng gong gu guan guo han hao he heo ho hong hou hu hua
    huang huo hwang jang jeon jeong ji jia jiang jin jo joo jung kang kim koo kwon lai lam lau law lee lei
    leung li liang liao lim lin ling liu lo long lou lu luo ma mao mei meng miao mo moon na nam ng ngo nguyen
    ni nie niu noh oh ou ouyang pak pan pang park pei peng pham pu qi qian qiao qin qiu qu ren rhee roh ruan
    seo shao shen sheng shi shin soh son song su suh sun tan tang tao teng thach tian tong tran truong tsai vo
    vu wan wang wei wen weng wong woo wu xi xia xiang xiao xie xin xing xiong xu xue yam yan yang yao ye yeung
    yi yin ying yoo yoon you yu yuan yue yun zeng zha zhai zhan zhang zhao zheng zhong zhou zhu zhuang zhuo
    zou""".split()
)

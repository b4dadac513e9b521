"""Common first names by gender: our own list of names that English-language news is full of.

Names that men and women bear alike (Alex, Jordan, Taylor, Robin, Kim, Leslie …) are left out on purpose: the
article's own titles and pronouns must say.
"""

from __future__ import annotations

from sayso.reading.cues import word_set

MALE = word_set(
    "aaron abdul abdullah abraham adam adrian ahmed alan albert alberto alejandro aleksandr alexander alfred ali "
    "allan allen alvin amir anderson andre andreas andrew andrey andy angus anthony antonio antonin ari arnold arthur "
    "ashraf austin barack barry bashar ben benjamin bernard bernie bill billy bob bobby boris brad bradley brandon "
    "brendan brent brett brian bruce bryan byron caleb carl carlos cesar charles charlie chester chris christian "
    "christopher chuck clarence clark clay clayton cliff clifford clint clive colin conor corey craig curtis cyril "
    "dan daniel danny darren darryl dave david davis dean dennis derek derrick diego dimitri dmitri dmitry dominic "
    "don donald doug douglas duncan dustin dwayne dwight earl ed eddie edgar edmund eduardo edward edwin eli elijah "
    "elliot elon emanuel emmanuel enrique eric erik ernest ethan eugene evan felix fernando floyd francis francisco "
    "francois frank frankie franklin fred frederick gabriel gareth garrett gary gavin gene geoff geoffrey george "
    "gerald gerard gilbert giovanni glen glenn gordon graham grant greg gregory guy hamid hans harold harry hassan "
    "henry herbert herman howard hugh hugo hussein ian ibrahim igor ilya isaac ismail ivan jack jackson jacob "
    "jake jamal james janos jared jason javier jay jed jeff jeffrey jeremy jerome jerry jesse jim jimmy joaquin "
    "joe joel johann john johnny jon jonathan jorge jose josef joseph josh joshua juan julian julio justin karl keith "
    "ken kenneth kenny kevin khalid kirk kurt kyle lamar lamont lance larry lars laurence lawrence len leo leon "
    "leonard lewis liam lloyd lorenzo louis lucas luigi luis luke mahmoud malcolm manuel marc marcel marco "
    "marcus mario mark marshall martin marty marvin mario matt matteo matthew maurice max maury michael miguel mick "
    "mike mikhail mitch mitchell mitt mohamed mohammad mohammed moses muhammad murray mustafa narendra nathan "
    "nathaniel neil nelson newt nicholas nick nicolas nigel noah noel norman oleg oliver omar oscar osama otto owen "
    "pablo patrick paul pedro pete peter phil philip phillip pierre rafael raj rajiv ralph ramon rand randall randy "
    "raul ray raymond recep reginald reince rene rex ricardo richard rick ricky rob robert roberto rod rodney rodrigo "
    "roger roland ron ronald rory ross roy rudolph rudy rupert russell ryan salman sam samuel santiago saul scott "
    "sean sebastian sergei sergey seth shane shaun sheldon silvio simon spencer stanley stefan stephen steve steven "
    "stewart stuart tariq ted terrence terry theodore thomas tim timothy tobias toby todd tom tommy tony travis trent "
    "trevor trey tyler tyrone victor viktor vince vincent vladimir volodymyr walter warren wayne wesley will willem "
    "william willie wolfgang xavier xi yuri yusuf zachary"
)
FEMALE = word_set(
    "abigail ada adriana agnes aisha alexandra alexandria alice alicia alina alison allison alma amanda amber amelia "
    "amina amy ana anastasia andrea angela angelica angelina anita ann anna anne annette annie antonia aparna april "
    "ariana arlene ashley audrey ava barbara beatrice becky belinda bernadette bernice beth bethany betsy betty "
    "beverly bonnie brenda bridget brittany caitlin camila candace carla carly carmen carol carole caroline carolyn "
    "carrie cassandra catherine cathy cecilia celia charlotte chelsea cheryl chloe christina christine cindy claire "
    "clara claudia colleen condoleezza connie constance cora courtney crystal cynthia daisy danielle daphne dawn "
    "deborah debbie debra delia denise diana diane dianne dolores donna dora doris dorothy edith eileen elaine "
    "eleanor elena elisabeth elise elizabeth ella ellen emily emma erica erika erin esther ethel eva eve evelyn "
    "fatima faye felicia fiona florence frances francesca gabriela gabrielle gail gemma gennifer georgia geraldine "
    "gertrude gillian gina ginger giorgia gladys gloria grace greta gwen hannah harriet heather heidi helen helena "
    "hilary hillary holly hope huma ida ingrid irene iris isabel isabella ivanka ivy jacqueline jane janet "
    "janice jasmine jean jeanette jeanne jen jenna jennifer jenny jessica jill joan joanna joanne jodie josephine joy "
    "joyce juanita judith judy julia juliana julie june kamala kara karen karin karoline kate katherine kathleen "
    "kathryn kathy katie katrina kay kayla kellyanne kirsten kirstjen kristen kristin kristina laila lara latoya "
    "laura lauren laurie leah leila lena leticia liliana lillian lily linda lindsay lisa liz liza lois lora loretta "
    "lorraine louise lucia lucille lucy lupe lydia mabel madeleine madison maggie mandy marcia margaret maria "
    "mariah marian marianne marie marilyn marina marine marjorie marlene martha mary maureen maxine maya megan "
    "melania melanie melinda melissa mercedes michelle mildred mindy miranda miriam moira molly mona monica muriel "
    "nadia nancy naomi natalia natalie natasha nicola nicole nikki nina nora norma olga olive olivia pamela patricia "
    "patty paula pauline peggy penelope phoebe phyllis priscilla rachel rebecca regina renee rhonda rita roberta rosa "
    "rosalind rose rosemary roxanne ruby ruth sabrina sally samantha sandra sara sarah shannon sharon shauna sheila "
    "shelly sheryl shirley sofia sonia sonya sophia sophie stacey stacy stella stephanie sue susan susana susanne "
    "suzanne sylvia tamara tammy tanya tara teresa tessa thelma theresa tiffany tina tracey tulsi ursula valerie "
    "vanessa vera veronica vicki victoria viola violet virginia vivian wanda wendy whitney wilma yolanda yvette "
    "yvonne zoe"
)
FIRST_NAMES = MALE | FEMALE

// Characters and their Unicode names; behind the bar, words that people look for besides. One line each, so that
// it stays small.

/** The groups in their order; each line is the character and what it is called. */
export const EMOJI = {
  faces: `
😀 grinning face | smile happy
😁 grinning face smiling eyes
😂 face tears of joy | lol laugh
😃 smiling face open mouth
😄 smiling face open mouth eyes
😅 smiling face open mouth cold sweat | phew
😆 smiling face open mouth tightly closed eyes
😇 smiling face halo
😈 smiling face horns
😉 winking face | wink
😊 smiling face eyes | happy smile
😋 face savouring delicious food
😌 relieved face
😍 smiling face heart shaped eyes
😎 smiling face sunglasses | cool
😏 smirking face
😐 neutral face
😑 expressionless face
😒 unamused face
😓 face cold sweat
😔 pensive face
😕 confused face | sad unsure
😖 confounded face
😗 kissing face
😘 face throwing a kiss
😙 kissing face smiling eyes
😚 kissing face closed eyes
😛 face stuck out tongue
😜 face stuck out tongue winking eye
😝 face stuck out tongue tightly closed eyes
😞 disappointed face
😟 worried face
😠 angry face
😡 pouting face | angry mad
😢 crying face | sad cry
😣 persevering face
😤 face look triumph
😥 disappointed but relieved face
😦 frowning face open mouth
😧 anguished face
😨 fearful face
😩 weary face
😪 sleepy face
😫 tired face
😬 grimacing face
😭 loudly crying face | sad cry sob
😮 face open mouth
😯 hushed face
😰 face open mouth cold sweat
😱 face screaming in fear
😲 astonished face
😳 flushed face
😴 sleeping face | tired
😵 dizzy face
😶 face without mouth
😷 face medical mask
🙁 slightly frowning face | sad
🙂 slightly smiling face | smile happy
🙃 upside down face
🙄 face rolling eyes
🤐 zipper mouth face
🤑 money mouth face
🤒 face thermometer | ill sick
🤓 nerd face
🤔 thinking face | hmm think
🤕 face head bandage
🤖 robot face
🤗 hugging face
🤠 face cowboy hat
🤡 clown face
🤢 nauseated face
🤣 rolling on the floor laughing | lol rofl laugh
🤤 drooling face
🤥 lying face
🤧 sneezing face
🤨 face one eyebrow raised
🤩 grinning face star eyes
🤪 grinning face one large small eye
🤫 face finger covering closed lips
🤬 serious faces covering mouth
🤭 smiling face eyes hand covering mouth
🤮 face open mouth vomiting
🤯 shocked face exploding head
🥰 smiling face eyes three hearts
🥱 yawning face
🥲 smiling face tear
🥳 face party horn hat
🥴 face uneven eyes wavy mouth
🥵 overheated face
🥶 freezing face
🥺 face pleading eyes
🧐 face monocle
👻 ghost
💩 pile poo
😸 grinning cat face smiling eyes
😹 cat face tears joy
😺 smiling cat face open mouth
😻 smiling cat face heart shaped eyes
😼 cat face wry smile
😽 kissing cat face closed eyes
😾 pouting cat face
😿 crying cat face
🙀 weary cat face
🙈 see no evil monkey
🙉 hear no evil monkey
🙊 speak no evil monkey`,
  people: `
👋 waving hand | hello hi bye wave
🤚 raised back hand
🖐️ raised hand fingers splayed
✋ raised hand
🖖 raised hand part between middle ring fingers
👌 ok hand | perfect
🤏 pinching hand
✌️ victory hand
🤞 hand index middle fingers crossed
🤟 i love you hand
🤘 sign the horns
🤙 call me hand
👈 white left pointing backhand index
👉 white right pointing backhand index
👆 white up pointing backhand index
👇 white down pointing backhand index
☝️ white up pointing index
👍 thumbs up | +1 yes good ok approve like
👎 thumbs down | -1 no bad dislike
✊ raised fist
👊 fisted hand
🤛 left facing fist
🤜 right facing fist
👏 clapping hands | applause bravo
🙌 person raising both hands in celebration | hooray
👐 open hands
🤲 palms up together
🤝 handshake | deal agree
🙏 person folded hands | please thanks pray
✍️ writing hand
💪 flexed biceps | strong
👀 eyes | look
👶 baby
🧒 child
👦 boy
👧 girl
🧑 adult
👨 man
👩 woman
🧓 older adult
👴 older man
👵 older woman
🙅 face no good gesture
🙆 face ok gesture
💁 information desk person
🙋 happy person raising one hand
🙇 person bowing deeply
🤦 face palm | facepalm
🤷 shrug | dunno
👮 police officer
👷 construction worker
👩‍💻 woman personal computer
👨‍💻 man personal computer
🧑‍🔧 adult wrench
🧑‍🍳 adult cooking
🧑‍🚀 adult rocket
💃 dancer
🕺 man dancing
🚶 pedestrian
🏃 runner
👫 man woman holding hands
👪 family`,
  nature: `
🐶 dog face
🐱 cat face
🐭 mouse face
🐹 hamster face
🐰 rabbit face
🦊 fox face
🐻 bear face
🐼 panda face
🐨 koala
🐯 tiger face
🦁 lion face
🐮 cow face
🐷 pig face
🐸 frog face
🐵 monkey face
🐔 chicken
🐧 penguin
🐦 bird
🐤 baby chick
🦆 duck
🦅 eagle
🦉 owl
🦇 bat
🐺 wolf face
🐗 boar
🐴 horse face
🦄 unicorn face
🐝 honeybee
🐛 bug
🦋 butterfly
🐌 snail
🐞 lady beetle
🐜 ant
🐢 turtle
🐍 snake
🦎 lizard
🐙 octopus
🦀 crab
🐠 tropical fish
🐟 fish
🐬 dolphin
🐳 spouting whale
🦈 shark
🐊 crocodile
🐘 elephant
🐪 dromedary camel
🐎 horse
🐑 sheep
🐐 goat
🦌 deer
🐕 dog
🐈 cat
🐓 rooster
🕊️ dove peace
🐇 rabbit
🐿️ chipmunk
🦔 hedgehog
🌵 cactus
🎄 christmas tree
🌲 evergreen tree
🌳 deciduous tree
🌴 palm tree
🌱 seedling
🌿 herb
🍀 four leaf clover
🍃 leaf fluttering in wind
🍂 fallen leaf
🍁 maple leaf
🍄 mushroom
🌾 ear rice
💐 bouquet
🌷 tulip
🌹 rose
🌺 hibiscus
🌸 cherry blossom
🌼 blossom
🌻 sunflower
🌞 sun face
🌙 crescent moon
⭐ white medium star
🌟 glowing star
✨ sparkles
⚡ high voltage
🔥 fire | hot lit
🌈 rainbow
☀️ black sun rays
⛅ sun behind cloud
🌧️ cloud rain
❄️ snowflake
⛄ snowman without snow
💧 droplet
🌊 water wave`,
  food: `
🍏 green apple
🍎 red apple
🍐 pear
🍊 tangerine
🍋 lemon
🍌 banana
🍉 watermelon
🍇 grapes
🍓 strawberry
🍒 cherries
🍑 peach
🥭 mango
🍍 pineapple
🥥 coconut
🥝 kiwifruit
🍅 tomato
🍆 aubergine
🥑 avocado
🥦 broccoli
🥒 cucumber
🌶️ hot pepper
🌽 ear maize
🥕 carrot
🥔 potato
🍞 bread
🥐 croissant
🥖 baguette bread
🧀 cheese wedge
🥚 egg
🍳 cooking
🥞 pancakes
🥓 bacon
🍗 poultry leg
🍖 meat on bone
🌭 hot dog
🍔 hamburger
🍟 french fries
🍕 slice pizza
🥪 sandwich
🌮 taco
🌯 burrito
🥗 green salad
🍝 spaghetti
🍜 steaming bowl
🍲 pot food
🍛 curry rice
🍣 sushi
🍱 bento box
🍤 fried shrimp
🍚 cooked rice
🍦 soft ice cream
🍰 shortcake
🎂 birthday cake
🧁 cupcake
🍭 lollipop
🍫 chocolate bar
🍿 popcorn
🍩 doughnut
🍪 cookie
🌰 chestnut
🍯 honey pot
🥛 glass milk
☕ hot beverage | tea coffee
🍵 teacup without handle
🥤 cup straw
🍶 sake bottle cup
🍺 beer mug
🍻 clinking beer mugs
🥂 clinking glasses
🍷 wine glass
🍸 cocktail glass
🍹 tropical drink
🍾 bottle popping cork
🍽️ fork knife plate
🍴 fork knife`,
  places: `
🚗 automobile
🚕 taxi
🚙 recreational vehicle
🚌 bus
🚓 police car
🚑 ambulance
🚒 fire engine
🚚 delivery truck | shipping
🚛 articulated lorry
🚜 tractor
🏍️ racing motorcycle
🛵 motor scooter
🚲 bicycle
🛴 scooter
🚏 bus stop
🚂 steam locomotive
🚆 train
🚇 metro
🚊 tram
🚉 station
✈️ airplane
🛫 airplane departure
🛬 airplane arriving
🚀 rocket | launch ship fast
🛸 flying saucer
🚁 helicopter
⛵ sailboat
🚤 speedboat
🛳️ passenger ship
⚓ anchor
⛽ fuel pump
🚧 construction
🚦 vertical traffic light
🗺️ world map
🗿 moyai
🗽 statue liberty
🗼 tokyo tower
🏰 european castle
🎡 ferris wheel
🎢 roller coaster
⛲ fountain
🏖️ beach umbrella
🏝️ desert island
🌋 volcano
⛰️ mountain
🏔️ snow capped mountain
🏕️ camping
⛺ tent
🏠 house building
🏡 house garden
🏢 office building
🏭 factory
🏥 hospital
🏦 bank
🏨 hotel
🏪 convenience store
🏫 school
⛪ church
🕌 mosque
🌅 sunrise
🌄 sunrise over mountains
🌆 cityscape at dusk
🌉 bridge at night
🌌 milky way
🌍 earth globe europe africa
🌎 earth globe americas
🌏 earth globe asia australia`,
  things: `
⚽ soccer ball
🏀 basketball hoop
🏈 american football
⚾ baseball
🎾 tennis racquet ball
🏐 volleyball
🎱 billiards
🏓 table tennis paddle ball
🏸 badminton racquet shuttlecock
🎯 direct hit
🎣 fishing pole fish
🎮 video game
🎲 game die
🎨 artist palette
🎭 performing arts
🎤 microphone
🎧 headphone
🎼 musical score
🎹 musical keyboard
🥁 drum drumsticks
🎷 saxophone
🎺 trumpet
🎸 guitar
🎻 violin
🎬 clapper board
🏆 trophy
🥇 first place medal
🥈 second place medal
🥉 third place medal
🎫 ticket
🎉 party popper | tada congratulations celebrate
🎊 confetti ball
🎈 balloon
🎁 wrapped present
🎀 ribbon
⌚ watch
📱 mobile phone
💻 personal computer
⌨️ keyboard
🖥️ desktop computer
🖨️ printer
📷 camera
📹 video camera
🎥 movie camera
📞 telephone receiver | phone call
☎️ black telephone
📺 television
📻 radio
⏰ alarm clock
⏳ hourglass flowing sand
🔋 battery
🔌 electric plug
💡 electric light bulb | idea
🔦 electric torch
💸 money wings | refund
💵 banknote dollar
💶 banknote euro
💷 banknote pound
💳 credit card | payment
💎 gem stone
🔧 wrench
🔨 hammer
🛠️ hammer wrench
🔩 nut bolt
⚙️ gear
🔒 lock | locked
🔓 open lock
🔑 key
🚪 door
🛋️ couch lamp
🛏️ bed
🚿 shower
🛁 bathtub
🧹 broom
🧺 basket
🛒 shopping trolley
📦 package | parcel delivery box
📫 closed mailbox raised flag
📮 postbox
📝 memo
📄 page facing up
📅 calendar
📆 tear off calendar
📊 bar chart
📈 chart upwards trend
📉 chart downwards trend
📋 clipboard
📌 pushpin
📍 round pushpin
📎 paperclip | clip attachment
✂️ black scissors
📏 straight ruler
🔍 left pointing magnifying glass
🔎 right pointing magnifying glass
📚 books
📖 open book
🔖 bookmark
✏️ pencil
🖊️ lower left ballpoint pen
📣 cheering megaphone
🔔 bell
🏷️ label
✉️ envelope
📧 e-mail | mail email
👓 eyeglasses
👕 t shirt
👖 jeans
👗 dress
👟 athletic shoe
👠 high heeled shoe
👜 handbag
🎒 school satchel
🎓 graduation cap
👑 crown
💍 ring
☂️ umbrella
💊 pill
🩹 adhesive bandage
🧸 teddy bear`,
  symbols: `
❤️ red heart | love heavy black
🧡 orange heart
💛 yellow heart
💚 green heart
💙 blue heart
💜 purple heart
🖤 black heart
🤍 white heart
🤎 brown heart
💔 broken heart
💕 two hearts
💞 revolving hearts
💓 beating heart
💗 growing heart
💖 sparkling heart
💘 heart arrow
💝 heart ribbon
💯 hundred points | perfect
💢 anger
💥 collision
💫 dizzy
💦 splashing sweat
💨 dash
💬 speech balloon
💭 thought balloon
💤 sleeping
✅ check mark | done yes white heavy
☑️ ballot box check
✔️ heavy check mark
❌ cross mark | no wrong cancel
❎ negative squared cross mark
➕ heavy plus
➖ heavy minus
➗ heavy division
✖️ heavy multiplication x
❓ black question mark ornament
❔ white question mark ornament
❗ heavy exclamation mark
❕ white exclamation mark ornament
‼️ double exclamation mark
⁉️ exclamation question mark
⚠️ warning | careful
🚫 no entry
⛔ no entry
🆗 squared ok
🆕 squared new
🆒 squared cool
🆓 squared free
🔝 top upwards arrow above
🔜 soon rightwards arrow above
🔙 back leftwards arrow above
🔴 large red circle
🟠 large orange circle
🟡 large yellow circle
🟢 large green circle
🔵 large blue circle
🟣 large purple circle
⚫ medium black circle
⚪ medium white circle
🟥 large red square
🟧 large orange square
🟨 large yellow square
🟩 large green square
🟦 large blue square
🟪 large purple square
➡️ black rightwards arrow
⬅️ leftwards black arrow
⬆️ upwards black arrow
⬇️ downwards black arrow
↗️ north east arrow
↘️ south east arrow
↔️ left right arrow
🔄 anticlockwise downwards upwards open circle arrows
🔁 clockwise rightwards leftwards open circle arrows
♻️ black universal recycling
©️ copyright
®️ registered
™️ trade mark
🏁 chequered flag
🚩 triangular flag on post
🏳️ waving white flag
🏴 waving black flag
☮️ peace
☯️ yin yang
♾️ permanent paper`,
} as const;

export type EmojiGroup = keyof typeof EMOJI;
